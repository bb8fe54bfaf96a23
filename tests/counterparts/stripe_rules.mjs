// The rules of the requests that a shop makes, as Stripe publishes them in its API reference
// (version 2024-06-20). By hand, for the few objects that are used: the machine-readable
// description comes in a package of 430 MB.

export class Refusal extends Error {
    constructor(status, error) {
        super(error.message);
        this.status = status;
        this.error = { type: "invalid_request_error", ...error };
    }
}

const refuse = (param, message, code) => {
    throw new Refusal(400, { message, param, ...(code && { code }) });
};

const zeroDecimal = new Set(
    "bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" "),
);
const threeDecimal = new Set("bhd jod kwd omr tnd".split(" "));
const currencies = new Set([
    ...zeroDecimal,
    ...threeDecimal,
    ..."usd eur gbp mxn ars cop pen brl chf cad aud sek nok dkk pln czk huf ron isk ugx".split(" "),
]);
const minimum = { usd: 50, eur: 50, gbp: 30, mxn: 1000, jpy: 50, brl: 50, pln: 200 };

const text =
    (max = 5000) =>
    (value, at) => {
        if (typeof value !== "string") refuse(at, `Invalid string: ${JSON.stringify(value)}`);
        if (value.length > max) refuse(at, `Invalid string: too long; at most ${max} characters.`);
        return value;
    };
const oneOf =
    (...names) =>
    (value, at) => {
        if (!names.includes(value)) refuse(at, `Invalid ${at}: must be one of ${names.join(", ")}`);
        return value;
    };
const flag = (value, at) => {
    if (value !== "true" && value !== "false") refuse(at, `Invalid boolean: ${value}`);
    return value === "true";
};
const integer = (min, max) => (value, at) => {
    if (typeof value !== "string" || !/^-?[0-9]+$/.test(value))
        refuse(at, `Invalid integer: ${JSON.stringify(value)}`, "parameter_invalid_integer");
    const number = Number(value);
    if (number < min)
        refuse(
            at,
            `This value must be greater than or equal to ${min}.`,
            "parameter_invalid_integer",
        );
    if (number > max)
        refuse(at, `This value must be less than or equal to ${max}.`, "amount_too_large");
    return number;
};
const email = (value, at) => {
    if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text(512)(value, at)))
        refuse(at, `Invalid email address: ${value}`, "email_invalid");
    return value;
};
const address = (value, at) => {
    if (!/^https?:\/\/[^\s/]+/.test(text(5000)(value, at)))
        refuse(at, "Not a valid URL", "url_invalid");
    return value;
};
const currency = (value, at) => {
    if (!currencies.has(value))
        refuse(
            at,
            `Invalid currency: ${value}. Stripe currently supports these currencies: usd, ...`,
        );
    return value;
};
const metadata = (value, at) => {
    if (value === "") return {};
    if (typeof value !== "object") refuse(at, "Invalid object");
    if (Object.keys(value).length > 50) refuse(at, "Metadata can have at most 50 keys.");
    for (const [key, entry] of Object.entries(value)) {
        if (key.length > 40)
            refuse(`${at}[${key}]`, "Metadata keys can have at most 40 characters.");
        text(500)(entry, `${at}[${key}]`);
    }
    return value;
};
const list = (rule, max) => (value, at) => {
    const items = Array.isArray(value) ? value : Object.values(value ?? {});
    if (items.length < 1 || items.length > max) refuse(at, `Array must have 1 to ${max} elements.`);
    return items.map((item, i) => rule(item, `${at}[${i}]`));
};

// An object of the named members; "!" after a name says that it must be there. Others are refused.
const object = (members) => (value, at) => {
    const inside = (name) => (at ? `${at}[${name}]` : name);
    if (typeof value !== "object" || value === null) refuse(at, "Invalid object");
    const known = Object.fromEntries(
        Object.entries(members).map(([name, rule]) => [name.replace("!", ""), rule]),
    );
    for (const name of Object.keys(value))
        if (!(name in known))
            refuse(
                inside(name),
                `Received unknown parameter: ${inside(name)}`,
                "parameter_unknown",
            );
    for (const name of Object.keys(members))
        if (name.endsWith("!") && value[name.slice(0, -1)] === undefined)
            refuse(
                inside(name.slice(0, -1)),
                `Missing required param: ${inside(name.slice(0, -1))}.`,
                "parameter_missing",
            );
    return Object.fromEntries(
        Object.entries(value).map(([name, entry]) => [name, known[name](entry, inside(name))]),
    );
};

const amount = integer(1, 99_999_999);
const created = (value, at) =>
    typeof value === "object"
        ? object({
              gte: integer(0, 1e11),
              gt: integer(0, 1e11),
              lte: integer(0, 1e11),
              lt: integer(0, 1e11),
          })(value, at)
        : { gte: integer(0, 1e11)(value, at), lte: Number(value) };
const page = {
    limit: integer(1, 100),
    starting_after: text(255),
    ending_before: text(255),
    created,
};

const priceData = object({
    "currency!": currency,
    unit_amount: integer(0, 99_999_999),
    product_data: object({
        "name!": text(5000),
        description: text(5000),
        metadata,
        images: list(address, 8),
    }),
    tax_behavior: oneOf("inclusive", "exclusive", "unspecified"),
});
const lineItem = object({
    price: text(),
    quantity: integer(0, 1e9),
    price_data: priceData,
});

export const rules = {
    createSession: object({
        "mode!": oneOf("payment", "setup", "subscription"),
        line_items: list(lineItem, 100),
        "success_url!": address,
        cancel_url: address,
        client_reference_id: text(200),
        customer_email: email,
        expires_at: integer(0, 1e11),
        locale: text(10),
        metadata,
        payment_intent_data: object({ metadata, description: text(1000), receipt_email: email }),
        payment_method_types: list(text(50), 20),
    }),
    listSessions: object({
        ...page,
        payment_intent: text(255),
        status: oneOf("open", "complete", "expired"),
    }),
    createIntent: object({
        "amount!": amount,
        "currency!": currency,
        automatic_payment_methods: object({
            "enabled!": flag,
            allow_redirects: oneOf("always", "never"),
        }),
        payment_method_types: list(text(50), 20),
        payment_method: text(255),
        confirm: flag,
        description: text(1000),
        receipt_email: email,
        metadata,
    }),
    confirmIntent: object({ payment_method: text(255), return_url: address }),
    cancelIntent: object({
        cancellation_reason: oneOf("duplicate", "fraudulent", "requested_by_customer", "abandoned"),
    }),
    listIntents: object({ ...page, customer: text(255) }),
    createRefund: object({
        payment_intent: text(255),
        charge: text(255),
        amount,
        metadata,
        reason: oneOf("duplicate", "fraudulent", "requested_by_customer"),
    }),
    listRefunds: object({ ...page, payment_intent: text(255), charge: text(255) }),
    listEvents: object({ ...page, type: text(255), types: list(text(255), 20) }),
    nothing: object({}),
};

// What a session's lines add up to, or why they do not.
export function totalOf(lines) {
    if (!lines) refuse("line_items", "Missing required param: line_items.", "parameter_missing");
    const all = new Set(lines.map((line) => line.price_data?.currency));
    if (all.has(undefined)) refuse("line_items[0][price]", "No such price", "resource_missing");
    if (all.size > 1) refuse("line_items", "All line items must have the same currency.");
    let total = 0;
    lines.forEach((line, i) => {
        if (!(line.quantity >= 1)) refuse(`line_items[${i}][quantity]`, "Quantity is required.");
        if (!line.price_data.product_data?.name)
            refuse(
                `line_items[${i}][price_data]`,
                "You must specify either `product` or `product_data`.",
            );
        total += line.quantity * (line.price_data.unit_amount ?? 0);
    });
    return { amount: total, currency: lines[0].price_data.currency };
}

export function checkAmount(value, of, param) {
    if (threeDecimal.has(of) && value % 10 !== 0)
        refuse(param, "Invalid amount: the last digit of a three-decimal currency must be 0.");
    if (value < (minimum[of] ?? 1))
        refuse(param, `Amount must be at least ${minimum[of]} ${of}`, "amount_too_small");
}

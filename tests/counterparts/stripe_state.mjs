// What Stripe has on its side: sessions, intents, charges and refunds, and how they change.
import crypto from "node:crypto";
import { Refusal, checkAmount, totalOf } from "./stripe_rules.mjs";

const id = (prefix) => `${prefix}_${crypto.randomBytes(12).toString("hex")}`;
const seconds = () => Math.floor(Date.now() / 1000);
const dayInSeconds = 24 * 60 * 60;

// Stripe's test cards, by what happens: https://docs.stripe.com/testing.
const cards = {
    4242424242424242: "paid",
    4000000000000002: "card_declined",
    4000000000009995: "insufficient_funds",
    4000002500003155: "requires_action",
    // No card: a bank that answers later, as SEPA does.
    bank: "processing",
};
const methods = { pm_card_visa: "4242424242424242", pm_card_chargeDeclined: "4000000000000002" };

export class StripeState {
    constructor(webhooks) {
        this.webhooks = webhooks;
        this.sessions = new Map();
        this.intents = new Map();
        this.refunds = new Map();
    }

    createSession(form, request) {
        if (form.mode !== "payment")
            throw new Refusal(400, { message: "Only mode payment is played here.", param: "mode" });
        const { amount, currency } = totalOf(form.line_items);
        checkAmount(amount, currency, "line_items");
        const lifetime = (form.expires_at ?? seconds() + dayInSeconds) - seconds();
        if (lifetime < 30 * 60 - 5 || lifetime > dayInSeconds + 5)
            throw new Refusal(400, {
                message:
                    "The `expires_at` timestamp must be between 30 minutes and 24 hours from now.",
                param: "expires_at",
            });
        const name = id("cs_test");
        const session = {
            id: name,
            object: "checkout.session",
            amount_subtotal: amount,
            amount_total: amount,
            cancel_url: form.cancel_url ?? null,
            client_reference_id: form.client_reference_id ?? null,
            created: seconds(),
            currency,
            customer_email: form.customer_email ?? null,
            expires_at: seconds() + lifetime,
            livemode: false,
            metadata: form.metadata ?? {},
            mode: "payment",
            payment_intent: null,
            payment_method_types: ["card"],
            payment_status: "unpaid",
            status: "open",
            success_url: form.success_url,
            url: `${request.base}/pay/${name}`,
        };
        this.sessions.set(name, session);
        Object.defineProperty(session, "intentForm", { value: form.payment_intent_data ?? {} });
        return session;
    }

    createIntent(form, request) {
        checkAmount(form.amount, form.currency, "amount");
        const name = id("pi");
        const intent = {
            id: name,
            object: "payment_intent",
            amount: form.amount,
            amount_received: 0,
            canceled_at: null,
            client_secret: `${name}_secret_${crypto.randomBytes(12).toString("hex")}`,
            created: seconds(),
            currency: form.currency,
            description: form.description ?? null,
            last_payment_error: null,
            latest_charge: null,
            livemode: false,
            metadata: form.metadata ?? {},
            receipt_email: form.receipt_email ?? null,
            status: "requires_payment_method",
        };
        this.intents.set(name, intent);
        this.webhooks.emit("payment_intent.created", intent, request);
        if (form.confirm) this.confirmIntent(intent, methods[form.payment_method], request);
        return intent;
    }

    find(all, name, what) {
        const found = all.get(name);
        if (found) return found;
        throw new Refusal(404, {
            message: `No such ${what}: '${name}'`,
            param: "id",
            code: "resource_missing",
        });
    }

    // The buyer types in a card's number. "paid", or why not.
    confirmIntent(intent, card, request = {}) {
        const outcome = cards[card] ?? "card_declined";
        if (intent.status === "succeeded" || intent.status === "canceled")
            throw new Refusal(400, {
                message: `This PaymentIntent's status is ${intent.status}.`,
                code: "payment_intent_unexpected_state",
            });
        if (outcome === "paid") this.succeed(intent, request);
        else if (outcome === "requires_action") intent.status = "requires_action";
        else if (outcome === "processing") intent.status = "processing";
        else this.decline(intent, outcome, request);
        return outcome;
    }

    succeed(intent, request = {}) {
        const charge = {
            id: id("ch"),
            object: "charge",
            amount: intent.amount,
            amount_captured: intent.amount,
            amount_refunded: 0,
            created: seconds(),
            currency: intent.currency,
            livemode: false,
            metadata: intent.metadata,
            paid: true,
            payment_intent: intent.id,
            refunded: false,
            status: "succeeded",
        };
        intent.status = "succeeded";
        intent.amount_received = intent.amount;
        intent.last_payment_error = null;
        intent.latest_charge = charge.id;
        Object.defineProperty(intent, "charge", { value: charge, configurable: true });
        this.webhooks.emit("charge.succeeded", charge, request);
        this.webhooks.emit("payment_intent.succeeded", intent, request);
    }

    decline(intent, code, request = {}) {
        intent.status = "requires_payment_method";
        intent.last_payment_error = {
            type: "card_error",
            code: "card_declined",
            decline_code: code,
            message: "Your card was declined.",
        };
        this.webhooks.emit("payment_intent.payment_failed", intent, request);
    }

    cancelIntent(intent, request) {
        if (intent.status === "succeeded" || intent.status === "canceled")
            throw new Refusal(400, {
                message: `You cannot cancel this PaymentIntent because it has a status of ${intent.status}.`,
                code: "payment_intent_unexpected_state",
            });
        intent.status = "canceled";
        intent.canceled_at = seconds();
        this.webhooks.emit("payment_intent.canceled", intent, request);
        return intent;
    }

    // What the buyer does on Stripe's page. {status, detail}
    paySession(session, card) {
        if (session.status !== "open") return { status: session.status };
        let intent = this.intents.get(session.payment_intent);
        if (!intent) {
            const { metadata, description, receipt_email } = session.intentForm;
            const form = {
                amount: session.amount_total,
                currency: session.currency,
                metadata,
                description,
                receipt_email,
            };
            intent = this.createIntent(form, {});
            session.payment_intent = intent.id;
        }
        const outcome = this.confirmIntent(intent, card);
        if (outcome === "paid") this.completeSession(session, "paid");
        else if (outcome === "processing") this.completeSession(session, "unpaid");
        else if (outcome !== "requires_action") session.payment_intent = intent.id;
        return { status: session.status, payment_status: session.payment_status, outcome };
    }

    completeSession(session, paymentStatus) {
        session.status = "complete";
        session.payment_status = paymentStatus;
        session.url = null;
        this.webhooks.emit("checkout.session.completed", session);
    }

    // The bank of a "processing" payment has decided.
    settleSession(session, isPaid) {
        const intent = this.find(this.intents, session.payment_intent, "payment_intent");
        if (isPaid) {
            this.succeed(intent);
            session.payment_status = "paid";
            this.webhooks.emit("checkout.session.async_payment_succeeded", session);
        } else {
            this.decline(intent, "generic_decline");
            this.webhooks.emit("checkout.session.async_payment_failed", session);
        }
        return session;
    }

    expireSession(session, request = {}) {
        if (session.status !== "open")
            throw new Refusal(400, {
                message: `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status}.`,
            });
        session.status = "expired";
        session.url = null;
        this.webhooks.emit("checkout.session.expired", session, request);
        return session;
    }

    createRefund(form, request) {
        const intent = [...this.intents.values()].find(
            (one) =>
                one.id === form.payment_intent ||
                (form.charge && one.latest_charge === form.charge),
        );
        if (!intent)
            throw new Refusal(404, {
                message: `No such payment_intent: '${form.payment_intent ?? form.charge}'`,
                param: "payment_intent",
                code: "resource_missing",
            });
        if (!intent.charge)
            throw new Refusal(400, {
                message: "This PaymentIntent does not have a successful charge to refund.",
            });
        const charge = intent.charge;
        const left = charge.amount - charge.amount_refunded;
        if (left === 0)
            throw new Refusal(400, {
                message: `Charge ${charge.id} has already been refunded.`,
                code: "charge_already_refunded",
            });
        const amount = form.amount ?? left;
        if (amount > left)
            throw new Refusal(400, {
                message: `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`,
                param: "amount",
            });
        charge.amount_refunded += amount;
        charge.refunded = charge.amount_refunded === charge.amount;
        const refund = {
            id: id("re"),
            object: "refund",
            amount,
            charge: charge.id,
            created: seconds(),
            currency: intent.currency,
            metadata: form.metadata ?? {},
            payment_intent: intent.id,
            reason: form.reason ?? null,
            status: "succeeded",
        };
        this.refunds.set(refund.id, refund);
        this.webhooks.emit("charge.refunded", charge, request);
        this.webhooks.emit("refund.created", refund, request);
        return refund;
    }
}

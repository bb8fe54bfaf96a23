// The rules of Twilio's Messages API, with the numbers of its published list of errors.
const messages = {
    20003: "Authenticate",
    20429: "Too Many Requests",
    20500: "Internal Server Error",
    21211: "Invalid 'To' Phone Number",
    21212: "Invalid From Number (caller ID)",
    21602: "Message body is required.",
    21603: "A 'From' phone number is required.",
    21604: "A 'To' phone number is required.",
    21609: "Invalid 'StatusCallback' URL",
    21610: "Attempt to send to unsubscribed recipient",
    21617: "The concatenated message body exceeds the 1600 character limit",
    21655: "The ContentSid is Invalid",
    21910: "Invalid 'From' and 'To' pair. 'From' and 'To' should be of the same channel",
};

export const failure = (status, code) => ({
    status,
    json: {
        code,
        message: messages[code],
        more_info: `https://www.twilio.com/docs/errors/${code}`,
        status,
    },
});

const number = /^(whatsapp:)?(\+[1-9][0-9]{7,14})$/;
const bodyMax = 1600;
const invalidNumber = "+15005550001"; // Twilio's own number for trying that out.

// Nothing, or the answer that says what is wrong. `stopped` holds numbers that wrote STOP, and
// `contents` the texts of approved templates by their sid.
export function refusal(form, stopped, contents) {
    if (!form.To) return failure(400, 21604);
    if (!form.From) return failure(400, 21603);
    const to = number.exec(form.To);
    const from = number.exec(form.From);
    if (!to || to[2] === invalidNumber) return failure(400, 21211);
    if (!from) return failure(400, 21212);
    if (to[1] !== from[1]) return failure(400, 21910);
    if (form.ContentSid && !contents.has(form.ContentSid)) return failure(400, 21655);
    if (!form.Body && !form.ContentSid) return failure(400, 21602);
    if (form.Body && [...form.Body].length > bodyMax) return failure(400, 21617);
    if (form.StatusCallback && !/^https?:\/\/[^\s/]+/.test(form.StatusCallback))
        return failure(400, 21609);
    if (!to[1] && stopped.has(to[2])) return failure(400, 21610);
    return undefined;
}

// Pictures for tests.

import { deflateSync } from "node:zlib";

// A chunk of a PNG file: its length, name, content, and checksum (PNG specification, 5.3).
function chunk(name, content) {
  const named = Buffer.concat([Buffer.from(name, "ascii"), content]);
  let crc = ~0;
  for (const byte of named) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  const numbers = Buffer.alloc(8);
  numbers.writeUInt32BE(content.length, 0);
  numbers.writeUInt32BE(~crc >>> 0, 4);
  return Buffer.concat([numbers.subarray(0, 4), named, numbers.subarray(4)]);
}

// A picture of stripes, so that a product has something to show.
export function striped_picture(side) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2], 8); // Eight bits, red green blue.
  const rows = Buffer.alloc(side * (1 + side * 3));
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) rows.set([200, 40 + 20 * (y % 8), 3 * x], y * (1 + side * 3) + 1 + x * 3);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature, chunk("IHDR", header), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0)),
  ]);
}

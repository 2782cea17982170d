import { crc32, deflateSync } from "node:zlib";

/** Small pictures for tests, two pixels wide and one high, with the parts that real ones have. */

const segment = (marker: number, body: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};

/** An Exif block with an orientation and a text that stands for a place. */
function exif(orientation: number): Buffer {
  const tiff = Buffer.alloc(8 + 2 + 12 + 4);
  tiff.write("II*\0", 0, "latin1");
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(1, 8);
  tiff.writeUInt16LE(0x0112, 10);
  tiff.writeUInt16LE(3, 12);
  tiff.writeUInt32LE(1, 14);
  tiff.writeUInt16LE(orientation, 18);
  return Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff, Buffer.from("GPS 30.0041 112.0061")]);
}

/** The least table of Huffman that a decoder takes: one code, for the symbol 0. */
const huffman = (kind: number): Buffer => segment(0xc4, Buffer.concat([Buffer.from([kind, 1]), Buffer.alloc(15), Buffer.from([0])]));

export function sampleJpeg(options: { readonly gps?: boolean; readonly orientation?: number; readonly behind?: string; readonly width?: number; readonly height?: number } = {}): Buffer {
  const frame = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  frame.writeUInt16BE(options.height ?? 1, 1);
  frame.writeUInt16BE(options.width ?? 2, 3);
  const hidden = [segment(0xe1, exif(options.orientation ?? 1)), segment(0xe1, Buffer.from("http://ns.adobe.com/xap/1.0/\0<x>GPS</x>")), segment(0xe2, Buffer.from("ICC_PROFILE\0\x01\x01<script>GPS</script>")), segment(0xfe, Buffer.from("GPS by camera 123"))];
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from("JFIF\0\x01\x01\0\0\x01\0\x01\0\0", "latin1")),
    ...(options.gps === true ? hidden : []),
    segment(0xdb, Buffer.concat([Buffer.from([0]), Buffer.alloc(64, 1)])),
    segment(0xc0, frame),
    huffman(0x00), huffman(0x10),
    segment(0xda, Buffer.from([1, 1, 0, 0, 0x3f, 0])),
    Buffer.from([0x3f]),
    Buffer.from([0xff, 0xd9]),
    Buffer.from(options.behind ?? ""),
  ]);
}

function chunk(type: string, body: Buffer): Buffer {
  const data = Buffer.concat([Buffer.from(type, "latin1"), body]);
  const out = Buffer.alloc(8 + data.length);
  out.writeUInt32BE(body.length, 0);
  data.copy(out, 4);
  out.writeUInt32BE(crc32(data), 4 + data.length);
  return out;
}

export function samplePng(size: { readonly width: number; readonly height: number } = { width: 2, height: 1 }): Buffer {
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0]);
  head.writeUInt32BE(size.width, 0);
  head.writeUInt32BE(size.height, 4);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", head),
    chunk("tEXt", Buffer.from("Location\0GPS 30.0041")),
    chunk("eXIf", exif(1)),
    chunk("IDAT", deflateSync(Buffer.from([0, 0x40, 0xc0]))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

export function sampleWebp(): Buffer {
  const riff = (type: string, body: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.write(type, 0, "latin1");
    head.writeUInt32LE(body.length, 4);
    return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
  };
  const pixels = Buffer.from("3001009d012a0200010001402625a400037000fefcf40000", "hex");
  const body = Buffer.concat([Buffer.from("WEBP", "latin1"), riff("VP8X", Buffer.from([0x0c, 0, 0, 0, 1, 0, 0, 0, 0, 0])), riff("VP8 ", pixels), riff("EXIF", exif(1)), riff("XMP ", Buffer.from("<x>GPS</x>"))]);
  return riff("RIFF", body);
}

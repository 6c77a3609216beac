/** Exif that says nothing but how a picture is turned, as a TIFF structure. */
export function writeOrientation(orientation: number): Uint8Array<ArrayBuffer> {
  // Big-endian; one directory at 8 with one entry: tag 0x0112, type short, one value.
  return Uint8Array.of(0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0);
}

/** How a picture is turned by its Exif: 2 to 8; nothing where it stands upright, or says nothing that can be read. */
export function readOrientation(tiff: Uint8Array): number | undefined {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.length);
  const isLittle = tiff[0] === 0x49;
  const short = (at: number) => (at + 2 <= view.byteLength ? view.getUint16(at, isLittle) : 0);
  const directory = view.byteLength >= 8 ? view.getUint32(4, isLittle) : 0;
  if (short(2) !== 42 || directory < 8) return undefined;
  const count = short(directory);
  for (let entry = 0; entry < count; entry++) {
    const at = directory + 2 + entry * 12;
    if (short(at) !== 0x0112) continue;
    const orientation = short(at + 8);
    return orientation > 1 && orientation <= 8 ? orientation : undefined;
  }
  return undefined;
}

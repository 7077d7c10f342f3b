import QRCode from 'qrcode';

export interface QrPicture {
  /** Dark squares as one SVG path, in a square of `size` units with the quiet border included. */
  path: string;
  size: number;
}

const BORDER = 4;

/** Draws a text as a QR picture on the server, as a path: a page that shows it needs no script and no inline style. */
export function qrPicture(text: string): QrPicture {
  const { data, size } = QRCode.create(text, { errorCorrectionLevel: 'M' }).modules;
  let path = '';
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) if (data[y * size + x]) path += `M${x + BORDER} ${y + BORDER}h1v1h-1z`;
  }
  return { path, size: size + 2 * BORDER };
}

import type { Shape } from './shapes.js';
import { drawCover, drawShape, pointOf } from './shapes.js';

/** Pixels that every browser can draw on at once. */
const mostPixels = 16_000_000;

/** Opens a picture to be drawn on, turned as it was taken; of one that is too large for that, a smaller copy. */
export async function openPicture(picture: Blob): Promise<ImageBitmap> {
  const bitmap = await createImageBitmap(picture);
  const scale = Math.sqrt(mostPixels / (bitmap.width * bitmap.height));
  if (scale >= 1) return bitmap;
  const resizeWidth = Math.floor(bitmap.width * scale);
  const resizeHeight = Math.floor(bitmap.height * scale);
  bitmap.close();
  return createImageBitmap(picture, { resizeWidth, resizeHeight, resizeQuality: 'high' });
}

/** Draws the picture and all that is on it. */
export function paint(context: CanvasRenderingContext2D, bitmap: ImageBitmap, shapes: readonly Shape[], rtl: boolean): void {
  const point = pointOf(bitmap);
  context.drawImage(bitmap, 0, 0);
  for (const shape of shapes) drawShape(context, shape, point, rtl);
}

/**
 * Makes a picture of it with everything in its pixels: a PNG, which keeps what is covered as even as it is, and has nothing besides.
 * Where it is more than may be sent, it gets smaller.
 *
 * @param most - Bytes at most.
 * @throws {Error} where the browser gives no picture.
 */
export async function burn(bitmap: ImageBitmap, shapes: readonly Shape[], most: number, rtl: boolean): Promise<Blob> {
  const whole = canvasOf(bitmap.width, bitmap.height);
  paint(whole.context, bitmap, shapes, rtl);
  let picture = await pngOf(whole.canvas);
  for (let scale = 0.8; picture.size > most && scale > 0.1; scale *= 0.8) {
    const smaller = canvasOf(Math.ceil(bitmap.width * scale), Math.ceil(bitmap.height * scale));
    smaller.context.imageSmoothingQuality = 'high';
    smaller.context.drawImage(whole.canvas, 0, 0, smaller.canvas.width, smaller.canvas.height);
    // What was covered before it got smaller is covered to the last pixel afterwards.
    for (const shape of shapes) if (shape.tool === 'cover') drawCover(smaller.context, shape, scale);
    picture = await pngOf(smaller.canvas);
    release(smaller.canvas);
  }
  release(whole.canvas);
  return picture;
}

/** A canvas with its context; it is nowhere in the page. */
export function canvasOf(width: number, height: number) {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  return { canvas, context: canvas.getContext('2d')! };
}

/** @throws {Error} where the browser gives no picture. */
export async function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!picture) throw new Error('The browser gave no picture.');
  return picture;
}

/** Lets go of the pixels at once, not when the browser thinks of it. */
export function release(canvas: HTMLCanvasElement): void {
  canvas.width = canvas.height = 0;
}

import type { Browser } from 'playwright-core';
import { callOf } from '../support/e2e/page-scripts.js';

/** What makes pictures small and compares them, by the browser's own means. */
export interface Darkroom {
  /** Puts pictures side by side, at half their size, into one WebP. */
  develop: (pictures: Buffer[]) => Promise<Buffer>;
  /** How much of two pictures looks otherwise, from 0 to 1; 1 where they differ in size. */
  compare: (one: Buffer, other: Buffer) => Promise<number>;
}

/** Opens a page of its own for it in a browser that runs. */
export async function openDarkroom(browser: Browser): Promise<Darkroom> {
  const page = await browser.newPage();
  const call = <Result>(script: (urls: string[]) => Promise<Result>, type: string, pictures: Buffer[]) =>
    page.evaluate<Result>(callOf(script, JSON.stringify(pictures.map(urlOf(type)))));
  return {
    develop: async (pictures) => Buffer.from(await call(putTogether, 'image/png', pictures), 'base64'),
    compare: (one, other) => call(shareOfDifference, 'image/webp', [one, other]),
  };
}

const urlOf = (type: string) => (bytes: Buffer) => `data:${type};base64,${bytes.toString('base64')}`;

// The functions below run in the page. Each is sent as text, so it uses nothing from around it.

async function putTogether(urls: string[]): Promise<string> {
  const images = await Promise.all(urls.map(async (url) => createImageBitmap(await (await fetch(url)).blob())));
  const gap = 8;
  const width = images.reduce((sum, image) => sum + image.width / 2 + gap, -gap);
  const height = Math.max(...images.map((image) => image.height / 2));
  const canvas = new OffscreenCanvas(width, height);
  const brush = canvas.getContext('2d')!;
  brush.imageSmoothingQuality = 'high';
  brush.fillStyle = '#888';
  brush.fillRect(0, 0, width, height);
  let left = 0;
  for (const image of images) {
    brush.drawImage(image, left, 0, image.width / 2, image.height / 2);
    left += image.width / 2 + gap;
  }
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.5 });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

async function shareOfDifference(urls: string[]): Promise<number> {
  const images = await Promise.all(urls.map(async (url) => createImageBitmap(await (await fetch(url)).blob())));
  const [one, other] = images as [ImageBitmap, ImageBitmap];
  if (one.width !== other.width || one.height !== other.height) return 1;
  const pixelsOf = (image: ImageBitmap) => {
    const brush = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
    brush.drawImage(image, 0, 0);
    return brush.getImageData(0, 0, image.width, image.height).data;
  };
  const [before, after] = [pixelsOf(one), pixelsOf(other)];
  let otherwise = 0;
  for (let at = 0; at < before.length; at += 4) {
    const distance = [0, 1, 2].reduce((sum, part) => sum + Math.abs(before[at + part]! - after[at + part]!), 0);
    if (distance > 48) otherwise += 1;
  }
  return otherwise / (before.length / 4);
}

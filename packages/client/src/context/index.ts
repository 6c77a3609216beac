export { captureContext } from './capture.js';
export type { CaptureOptions, ContextCapture } from './capture.js';
export type { ContextItem, ContextKind } from '@helpmark/schema';

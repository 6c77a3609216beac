/** What can be put on a picture. */
export const tools = ['cover', 'frame', 'arrow', 'text'] as const;
export type Tool = (typeof tools)[number];

/** A place on a picture, in its own pixels. */
export interface Place {
  x: number;
  y: number;
}

/** A size in pixels. */
export interface Size {
  width: number;
  height: number;
}

/** Something on a picture, in its own pixels. An arrow points from its place; its width and height may be negative. */
export interface Shape extends Place, Size {
  tool: Tool;
  /** The words of a text. */
  words: string;
}

/** The least side of a shape, so that it can still be taken hold of. */
const least = 8;

const clamp = (value: number, from: number, to: number) => Math.min(Math.max(value, from), Math.max(from, to));

/** Pixels of the picture that a point on paper would be: lines and words look alike on a small picture and on a large one. */
export const pointOf = ({ width, height }: Size) => Math.max(1, Math.max(width, height) / 900);

/** A new shape of a usual size around a place, all of it on the picture. */
export function newShape(tool: Tool, picture: Size, { x, y }: Place): Shape {
  const point = pointOf(picture);
  const width = Math.round(Math.min(picture.width / 3, 180 * point));
  const height = Math.round(Math.min(picture.height / 3, { cover: 40, frame: 90, arrow: -60, text: 36 }[tool] * point));
  const shape = { tool, x: Math.round(x - width / 2), y: Math.round(y - height / 2), width, height, words: '' };
  return moved(shape, 0, 0, picture);
}

/** The shape as far as it can go: it stays on the picture, where it fits. */
export function moved(shape: Shape, dx: number, dy: number, picture: Size): Shape {
  const along = (start: number, length: number, room: number) =>
    clamp(Math.round(start), Math.min(0, room - length) - Math.min(0, length), Math.max(room - Math.max(0, length), 0));
  return {
    ...shape,
    x: along(shape.x + dx, shape.width, picture.width),
    y: along(shape.y + dy, shape.height, picture.height),
  };
}

/** The shape with its far corner elsewhere. */
export function resized(shape: Shape, dx: number, dy: number): Shape {
  const [width, height] = [Math.round(shape.width + dx), Math.round(shape.height + dy)];
  return shape.tool === 'arrow'
    ? { ...shape, width, height }
    : { ...shape, width: Math.max(least, width), height: Math.max(least, height) };
}

/** The shape that reaches from one place to another. */
export function between(tool: Tool, from: Place, to: Place, words = ''): Shape {
  const [width, height] = [to.x - from.x, to.y - from.y];
  const round = { x: Math.round(from.x), y: Math.round(from.y) };
  if (tool === 'arrow') return { tool, ...round, width: Math.round(width), height: Math.round(height), words };
  const start = { x: Math.round(Math.min(from.x, to.x)), y: Math.round(Math.min(from.y, to.y)) };
  return resized({ tool, ...start, width: 0, height: 0, words }, Math.abs(width), Math.abs(height));
}

/** Where a shape can be taken hold of, each with the place that then stays. */
export function holdsOf({ tool, x, y, width, height }: Shape): { at: Place; fixed: Place }[] {
  const start = { x, y };
  const end = { x: x + width, y: y + height };
  const ends = [
    { at: end, fixed: start },
    { at: start, fixed: end },
  ];
  if (tool === 'arrow') return ends;
  const right = { x: end.x, y };
  const left = { x, y: end.y };
  // The far corner of words says how large they are; where they begin, they are moved by.
  return tool === 'text' ? ends.slice(0, 1) : [...ends, { at: right, fixed: left }, { at: left, fixed: right }];
}

/** The uppermost shape at a place, as its number; -1 where there is none. */
export function shapeAt(shapes: readonly Shape[], { x, y }: Place, reach: number): number {
  const within = (at: number, start: number, length: number) =>
    at >= Math.min(start, start + length) - reach && at <= Math.max(start, start + length) + reach;
  return shapes.findLastIndex((shape) => within(x, shape.x, shape.width) && within(y, shape.y, shape.height));
}

/** The shape as long as its words are. */
export function fitted(context: CanvasRenderingContext2D, shape: Shape): Shape {
  if (shape.tool !== 'text') return shape;
  context.font = fontOf(shape);
  const width = Math.ceil(context.measureText(shape.words || ' ').width + shape.height * 0.6);
  return { ...shape, width: Math.max(shape.height * 2, width) };
}

const fontOf = ({ height }: Shape) => `600 ${Math.max(10, Math.round(height * 0.62))}px system-ui, sans-serif`;

/** Covers a part whole: it ends between pixels, so that none of them is mixed of both. */
export function drawCover(context: CanvasRenderingContext2D, { x, y, width, height }: Shape, scale = 1): void {
  const [left, top] = [Math.floor(x * scale), Math.floor(y * scale)];
  context.fillStyle = '#000';
  context.fillRect(left, top, Math.ceil((x + width) * scale) - left, Math.ceil((y + height) * scale) - top);
}

/** Draws a shape. */
export function drawShape(context: CanvasRenderingContext2D, shape: Shape, point: number, rtl: boolean): void {
  const { tool, x, y, width, height, words } = shape;
  if (tool === 'cover') return drawCover(context, shape);
  const line = Math.max(2, Math.round(3 * point));
  Object.assign(context, { strokeStyle: '#d10f2f', lineWidth: line, lineCap: 'round', lineJoin: 'round' });
  if (tool === 'frame') return context.strokeRect(x, y, width, height);
  if (tool === 'text') {
    context.fillStyle = '#d10f2f';
    context.beginPath();
    context.roundRect(x, y, width, height, height / 6);
    context.fill();
    Object.assign(context, { font: fontOf(shape), textBaseline: 'middle', textAlign: 'center', fillStyle: '#fff' });
    context.direction = rtl ? 'rtl' : 'ltr';
    return context.fillText(words, x + width / 2, y + height / 2);
  }
  const [toX, toY, angle, head] = [x + width, y + height, Math.atan2(height, width), line * 5];
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(toX, toY);
  for (const side of [0.5, -0.5]) {
    context.moveTo(toX, toY);
    context.lineTo(toX - head * Math.cos(angle + side), toY - head * Math.sin(angle + side));
  }
  context.stroke();
}

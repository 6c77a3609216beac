/**
 * The shape of an answer: by member, the `typeof` that it has (`string|undefined` where it may be left out), a shape of its own,
 * in a list the shape of each item, or a function that looks. Members that are not named do not count.
 */
export type Shape = string | readonly [Shape] | { readonly [member: string]: Shape } | ((value: unknown) => boolean);

/** What reads a value: the part of a zod schema that a page needs. */
export interface Reader<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false; error: unknown };
}

/** Whether a value has a shape. */
function fits(value: unknown, shape: Shape): boolean {
  if (typeof shape === 'function') return shape(value);
  if (typeof shape === 'string') return value !== null && shape.split('|').includes(typeof value);
  if (Array.isArray(shape)) return Array.isArray(value) && value.every((item) => fits(item, shape[0] as Shape));
  return (
    !!value &&
    typeof value === 'object' &&
    Object.entries(shape).every(([member, part]: [string, Shape]) => fits((value as Record<string, unknown>)[member], part))
  );
}

/** Reads answers that a page needs before anything else: by their shape alone, in place of a schema that weighs more than they do. */
export const readerOf = <T>(shape: Shape): Reader<T> => ({
  safeParse: (value) =>
    fits(value, shape) ? { success: true, data: value as T } : { success: false, error: 'The shape is another.' },
});

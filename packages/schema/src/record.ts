import * as z from 'zod/mini';

/** Any names, values of one shape. It says what `z.record` does for text keys, and spares a page 0.4 KB of the other kinds. */
export const recordOf = <Value extends z.ZodMiniType>(value: Value) => z.catchall(z.object({}), value);

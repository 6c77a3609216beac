/**
 * Sends lines as NDJSON, each read when the reader has room for it. What fails on the way breaks the connection, so that nobody takes
 * a part for the whole.
 *
 * @param onFailure - Is told why.
 */
export function sendLines(lines: AsyncIterable<unknown>, onFailure: (error: unknown) => void): Response {
  const iterator = lines[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const next: IteratorResult<unknown, unknown> = await iterator.next();
        if (next.done) controller.close();
        else controller.enqueue(encoder.encode(`${JSON.stringify(next.value)}\n`));
      } catch (error) {
        onFailure(error);
        controller.error(error);
      }
    },
    async cancel() {
      await iterator.return?.();
    },
  });
  return new Response(body, { headers: { 'Content-Type': 'application/x-ndjson' } });
}

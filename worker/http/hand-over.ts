/**
 * Gives lines to a call that reads them from a stream, no faster than it reads. The call sees the end of the stream
 * only after the last line: when a line can't be had the stream breaks off, and the call fails before this does.
 */
export const handOver = async <T>(
  lines: AsyncIterable<string>,
  call: (stream: ReadableStream<Uint8Array>) => Promise<T>,
): Promise<T> => {
  const { readable, writable } = new IdentityTransformStream();
  const writer = writable.getWriter();
  const answer = call(readable);
  let isAnswered = false;
  const answered = answer.then(() => {
    isAnswered = true;
  });
  // A call that has read enough answers before the end, and then nothing that is written ever goes anywhere.
  const orAnswered = (written: Promise<void>) => Promise.race([written.catch(() => answered), answered]);
  try {
    const encoder = new TextEncoder();
    for await (const line of lines) {
      await orAnswered(writer.write(encoder.encode(`${line}\n`)));
      if (isAnswered) return await answer;
    }
    await orAnswered(writer.close());
    return await answer;
  } catch (error) {
    writer.abort(error).catch(() => undefined);
    await answered.catch(() => undefined);
    throw error;
  }
};

import type { Readable } from 'node:stream';
import { paperLimits } from './limits.ts';
import type { MediaType } from './intake/media.ts';

/** `attachment` under the name people gave it, in a form no header can be broken out of (RFC 6266). */
export function asAttachment(fileName: string): string {
  const plain = fileName.normalize('NFKD').replace(/[^\w .()-]/g, '_');
  const exact = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}

/**
 * What every file leaves with: its type is what we found it to be, nothing may be made of it but that, and parts of it
 * cannot be asked for, so a `Range` is answered with the whole or not at all.
 */
export const fileHeaders = (
  type: MediaType | 'image/webp' | 'text/html; charset=utf-8' | 'text/calendar; charset=utf-8',
  bytes: number,
): Record<string, string> => ({
  'content-type': type,
  'content-length': String(bytes),
  'accept-ranges': 'none',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
});

/**
 * Sends a stream and asks again, while it is on its way, whether the person still may (A33). When they may not, or the
 * question cannot be answered, it is broken off: the browser sees fewer bytes than were announced, and keeps nothing.
 */
export function whileAllowed(
  source: Readable,
  stillMay: () => Promise<boolean>,
  whenStopped: () => Promise<unknown>,
): ReadableStream<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  let watch: NodeJS.Timeout | undefined;
  let over = false;
  const finish = () => {
    over = true;
    clearTimeout(watch);
    source.destroy();
  };
  const watchOver = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    watch = setTimeout(async () => {
      const may = await stillMay().catch(() => false);
      if (over) return;
      if (may) return watchOver(controller);
      finish();
      controller.error(new Error('Access ended while a file was on its way.'));
      await whenStopped();
    }, paperLimits.recheckEveryMs);
  };
  return new ReadableStream<Uint8Array>(
    {
      start: watchOver,
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (over) return;
        if (!done) return controller.enqueue(value);
        finish();
        controller.close();
      },
      cancel: finish,
    },
    { highWaterMark: 1 },
  );
}

import { Readable } from 'node:stream';
import busboy from 'busboy';
import { assertRoom, NoRoom, storeStream, TooManyBytes, type Arrived } from '#server/files.ts';
import { log } from '#server/log.ts';
import { paperLimits } from '../limits.ts';
import { plainFileName } from './media.ts';

/** One form with one file, as it came. `file` is null when none was chosen. */
export interface Upload {
  fields: Record<string, string>;
  file: { name: string; arrived: Arrived } | null;
  fault: 'too-large' | 'cut-off' | 'no-room' | null;
}

type Outcome = Omit<Upload, 'fields'>;
const nothing: Outcome = { file: null, fault: null };

const FIELDS_MAX = 12;
/** What the form's own lines and words may add to the bytes of the file. */
const ENVELOPE_MAX_BYTES = 64 * 1024;

/**
 * Reads a posted form as it arrives, its one file straight to disk. Fields come before the file in the form, so they
 * are known even when the file is refused. A file that is too large is refused at once, by what is declared or by what
 * has come; the rest of it is thrown away unread. An upload that breaks off leaves nothing behind.
 */
export async function readUpload(request: Request, councilId: string): Promise<Upload> {
  const fields: Record<string, string> = {};
  if (!request.body || !request.headers.get('content-type')?.startsWith('multipart/form-data'))
    return { fields, ...nothing };
  const body = Readable.fromWeb(request.body as never);
  const declaredBytes = Number(request.headers.get('content-length') ?? 0);
  const declaredTooLarge = declaredBytes > paperLimits.fileMaxBytes + ENVELOPE_MAX_BYTES;
  const form = busboy({
    headers: { 'content-type': request.headers.get('content-type')! },
    defParamCharset: 'utf8',
    limits: {
      files: 1,
      fields: FIELDS_MAX,
      fieldSize: paperLimits.fieldMaxBytes,
      fileSize: paperLimits.fileMaxBytes + 1,
    },
  });
  form.on('field', (name, value) => (fields[name] = value.replaceAll('\0', '')));
  const read = new Promise<Outcome>((done) => {
    let storing: Promise<Outcome> = Promise.resolve(nothing);
    form.on('file', (_name, stream, { filename }) => {
      // It may break off before anybody reads it.
      stream.on('error', () => {});
      if (declaredTooLarge) return done({ file: null, fault: 'too-large' });
      // Past the limit no more is read until the answer is ready.
      stream.on('limit', () => body.unpipe(form));
      storing = store(stream, filename ?? '', councilId);
      void storing.then((stored) => isOver(stored.fault) && done(stored));
    });
    // Closing comes last in every case; why it broke off is known by then.
    form.on('error', () => {});
    form.on('close', () => void storing.then((stored) => (form.errored ? cutOff(stored) : stored)).then(done));
    body.on('error', (error) => form.destroy(error));
  });
  body.pipe(form);
  const answer = await read;
  discardTheRest(body, form);
  return { fields, ...answer };
}

/** Nothing more of the file is wanted, so the answer can be given before it was all sent. */
const isOver = (fault: Upload['fault']): boolean => fault === 'too-large' || fault === 'no-room';

const cutOff = async ({ file }: Outcome): Promise<Outcome> => {
  await file?.arrived.discard();
  return { file: null, fault: 'cut-off' };
};

let arriving = 0;

async function store(stream: Readable, fileName: string, councilId: string): Promise<Outcome> {
  if (arriving >= paperLimits.uploadsAtOnce) return { file: null, fault: 'no-room' };
  arriving += 1;
  try {
    await assertRoom();
    const arrived = await storeStream(councilId, stream, paperLimits.fileMaxBytes);
    if (fileName === '' && arrived.bytes === 0) return await arrived.discard().then(() => nothing);
    return { file: { name: plainFileName(fileName), arrived }, fault: null };
  } catch (error) {
    if (error instanceof TooManyBytes) return { file: null, fault: 'too-large' };
    if (!(error instanceof NoRoom)) return { file: null, fault: 'cut-off' };
    log.error('files.no-room');
    return { file: null, fault: 'no-room' };
  } finally {
    arriving -= 1;
  }
}

/** The browser reads our answer only while somebody takes what it is still sending. */
function discardTheRest(body: Readable, form: busboy.Busboy): void {
  if (body.readableEnded || body.destroyed) return;
  body.unpipe(form);
  body.on('error', () => {});
  body.resume();
}

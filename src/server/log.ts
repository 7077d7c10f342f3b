import { pino } from 'pino';
import { env } from './env.ts';

/** Everything a log line may say: ids, codes, counts and durations. Words, names, addresses and file names have no key here. */
export interface LogFields {
  requestId?: string;
  connectionId?: string;
  councilId?: string;
  caseFileId?: string;
  documentId?: string;
  personId?: string;
  target?: string;
  /** The route's pattern, never the address that was asked for. */
  route?: string;
  method?: string;
  status?: number;
  code?: string;
  sequence?: number;
  count?: number;
  bytes?: number;
  port?: number;
  durationMs?: number;
  errorName?: string;
  /** Where it was thrown: the frames only, because the first line of a stack repeats the message. */
  frames?: string[];
}

const allowed = new Set<string>([
  'requestId',
  'connectionId',
  'councilId',
  'caseFileId',
  'documentId',
  'personId',
  'target',
  'route',
  'method',
  'status',
  'code',
  'sequence',
  'count',
  'bytes',
  'port',
  'durationMs',
  'errorName',
  'frames',
] satisfies (keyof LogFields)[]);

const onlyAllowed = (fields: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => allowed.has(key)));

/** Makes a logger that writes JSON lines to `stream`. Exported for the test that tries to smuggle a name through it. */
export const makeLog = (level: string, stream?: { write(line: string): void }) =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: onlyAllowed },
    },
    stream as never,
  );

type Line = (event: `${string}.${string}`, fields?: LogFields) => void;
type Level = 'debug' | 'info' | 'warn' | 'error';
let root: ReturnType<typeof makeLog> | undefined;
const line =
  (level: Level): Line =>
  (event, fields = {}) =>
    (root ??= makeLog(env().LOG_LEVEL))[level](fields, event);

/** The log. `event` is a fixed name such as `request.done`; what varies goes in `fields`. */
export const log = { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') };

/** What may be said of a thrown thing. Its message may quote somebody's words, so it is left out. */
export function faultFields(thrown: unknown): LogFields {
  if (!(thrown instanceof Error)) return { errorName: typeof thrown };
  const cause = thrown.cause instanceof Error ? thrown.cause : thrown;
  const code = (cause as { code?: unknown }).code;
  return { errorName: cause.name, ...(typeof code === 'string' ? { code } : {}), frames: framesOf(thrown.stack ?? '') };
}

const framesOf = (stack: string): string[] =>
  stack
    .split('\n')
    .map((at) => at.trim())
    .filter((at) => at.startsWith('at '))
    .slice(0, 8);

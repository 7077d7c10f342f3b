import * as v from 'valibot';

const port = v.pipe(
  v.string(),
  v.regex(/^\d{1,5}$/, 'must be a port number'),
  v.transform(Number),
  v.maxValue(65_535, 'must be a port number'),
);
const origin = v.pipe(
  v.string(),
  v.url('must be a URL such as https://ground.example.gov.uk'),
  v.check((value) => URL.parse(value)?.origin === value, 'must be only scheme, host and port, with no path'),
);

/** Two labels or more, in small letters. */
const domain = /^(?=.{3,200}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/;

const shape = v.object({
  /** A real PostgreSQL, as the owner of the tables. Without it the embedded one is used. */
  DATABASE_URL: v.optional(v.pipe(v.string(), v.regex(/^postgres(ql)?:\/\//, 'must start with postgres://'))),
  DATA_DIR: v.optional(v.pipe(v.string(), v.minLength(1, 'must not be empty')), '.data'),
  /** The installation's key; `installation.key` in `DATA_DIR` when not set. Better on another disk than what it opens. */
  KEY_FILE: v.optional(v.pipe(v.string(), v.minLength(1, 'must not be empty'))),
  /** Exactly what the browser's address bar shows: every link is built from it, every Origin compared with it. */
  ORIGIN: v.optional(origin, 'http://localhost:3000'),
  HOST: v.optional(v.string(), '127.0.0.1'),
  PORT: v.optional(port, '3000'),
  /** Who looks for viruses: `clamd://host:port`, or `off` to do without, knowingly. Without it no paper is ever opened. */
  SCANNER: v.optional(
    v.pipe(v.string(), v.regex(/^(off|clamd:\/\/[\w.[\]:-]+:\d{1,5})$/, 'must be off or clamd://host:port')),
  ),
  /** An object store that speaks S3, for files instead of a folder of `DATA_DIR`. All four or none. */
  S3_URL: v.optional(v.pipe(v.string(), v.url('must be a URL such as https://s3.eu-west-2.amazonaws.com'))),
  S3_BUCKET: v.optional(
    v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket')),
  ),
  S3_KEY: v.optional(v.string()),
  S3_SECRET: v.optional(v.string()),
  /** Shows the outbox and prints sign-in links. Never on a real installation. */
  DEMO: v.optional(v.picklist(['0', '1'], 'must be 0 or 1'), '0'),
  LOG_LEVEL: v.optional(
    v.picklist(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent'),
    'info',
  ),
  /** Mail submission, as smtp://user:password@host:port. Without it messages stay in the outbox. */
  SMTP_URL: v.optional(v.pipe(v.string(), v.regex(/^smtps?:\/\//, 'must start with smtp:// or smtps://'))),
  MAIL_FROM: v.optional(v.pipe(v.string(), v.email('must be an e-mail address'))),
  /** The part after the @ of every case's own address, and what the mail server that hands its mail in must say. Both or neither. */
  MAIL_DOMAIN: v.optional(v.pipe(v.string(), v.regex(domain, 'must be a domain such as cases.example.gov.uk'))),
  MAIL_IN_SECRET: v.optional(
    v.pipe(v.string(), v.regex(/^[\x21-\x7e]{32,}$/, 'must be 32 letters or more, with no spaces')),
  ),
  /** How that mail server signs what it found out about a sender: the name at the start of its Authentication-Results. */
  MAIL_TRUSTS: v.optional(v.pipe(v.string(), v.regex(domain, 'must be a name such as mx.example.gov.uk'))),
  /** GOV.UK Notify, for text messages, and for letters where they are to be printed and posted there. */
  NOTIFY_API_KEY: v.optional(v.string()),
  NOTIFY_SMS_TEMPLATE: v.optional(v.string()),
  NOTIFY_LETTERS: v.optional(v.picklist(['0', '1'], 'must be 0 or 1'), '0'),
});

type Given = v.InferOutput<typeof shape>;
const s3 = ['S3_URL', 'S3_BUCKET', 'S3_KEY', 'S3_SECRET'] as const;
const mailIn = ['MAIL_DOMAIN', 'MAIL_IN_SECRET'] as const;
/** One of them alone would look as if it worked. */
const together = (names: readonly (keyof Given)[]) =>
  v.check<Given, string>(
    (given) => new Set(names.map((name) => given[name] === undefined)).size === 1,
    `needs ${names.join(', ')} together`,
  );
const whole = v.pipe(shape, v.forward(together(s3), ['S3_URL']), v.forward(together(mailIn), ['MAIL_DOMAIN']));

export type Env = v.InferOutput<typeof shape>;

/** Reads and checks the environment. Throws one sentence naming the first value that is wrong. */
export function readEnv(from: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(
    Object.keys(shape.entries).flatMap((name) => (from[name] ? [[name, from[name]]] : [])),
  );
  const read = v.safeParse(whole, given);
  if (read.success) return read.output;
  const issue = read.issues[0];
  throw new Error(`${v.getDotPath(issue)} ${issue.message}.`);
}

let cached: Env | undefined;
/** The environment of this process, read once. */
export const env = (): Env => (cached ??= readEnv(process.env));

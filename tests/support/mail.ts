import { randomUUID } from 'node:crypto';

/** What an installation is told so that it takes mail in. */
export const mailSettings = {
  MAIL_DOMAIN: 'cases.meadowshire.example',
  MAIL_IN_SECRET: 'the-mail-server-says-this-and-nobody-else-does',
  MAIL_TRUSTS: 'mx.meadowshire.example',
};

export interface FileIn {
  name: string;
  type?: string;
  bytes: Uint8Array;
}

interface MailParts {
  from: string;
  words: string;
  /** More lines of the head; those of a name that is there already stand after it. */
  head?: string[];
  /** What the council's own mail server found: that it is from who it says, unless said otherwise. */
  proven?: boolean;
  subject?: string;
  files?: FileIn[];
}

/** A mail as the council's mail server hands it in, with its finding on top. */
export function rawMail({
  from,
  words,
  head = [],
  proven = true,
  subject = 'A question',
  files = [],
}: MailParts): Buffer {
  const domain = /@([^>\s]+)/.exec(from)?.[1] ?? 'example.org';
  const finding = proven ? `dmarc=pass header.from=${domain}` : 'dmarc=none; spf=softfail';
  const lines = [
    `Authentication-Results: ${mailSettings.MAIL_TRUSTS}; ${finding}`,
    `From: ${from}`,
    `Subject: ${subject}`,
    `Message-ID: <${randomUUID()}@example.org>`,
    ...head,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=the-end',
    '',
    '--the-end',
    'Content-Type: text/plain; charset=utf-8',
    '',
    words,
  ];
  const parts = files.map(({ name, type = 'application/octet-stream', bytes }) =>
    [
      '--the-end',
      `Content-Type: ${type}; name="${name}"`,
      `Content-Disposition: attachment; filename="${name}"`,
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n'),
    ].join('\r\n'),
  );
  return Buffer.from([...lines, ...parts, '--the-end--', ''].join('\r\n'));
}

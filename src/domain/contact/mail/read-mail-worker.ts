import { parentPort, workerData } from 'node:worker_threads';
import PostalMime, { type Attachment } from 'postal-mime';
import { mailLimits } from './mail-limits.ts';
import type { Attached, ReadMail, ReadRequest } from './read-mail.ts';

const REPORT = /^(message\/|text\/rfc822-headers)/;

/** Takes a mail apart. Whatever is inside a mail inside it stays a file of its own, so that nobody's words become another's. */
async function read({ bytes }: ReadRequest): Promise<ReadMail> {
  const mail = await PostalMime.parse(bytes, {
    forceRfc822Attachments: true,
    maxNestingDepth: 32,
    maxHeadersSize: mailLimits.headersMaxBytes,
  });
  const files = mail.attachments.map(asFile);
  return {
    subject: mail.subject ?? '',
    words: mail.text ?? (mail.html === undefined ? '' : await wordsOf(mail.html)),
    attached: files.slice(0, mailLimits.attachmentsMax),
    tooMany: Math.max(0, files.length - mailLimits.attachmentsMax),
    report: [mail.text ?? '', ...mail.attachments.filter(({ mimeType }) => REPORT.test(mimeType)).map(asText)]
      .join('\n')
      .slice(0, mailLimits.reportMaxCharacters),
  };
}

const bytesOf = ({ content }: Attachment): Uint8Array =>
  typeof content === 'string'
    ? Buffer.from(content)
    : content instanceof Uint8Array
      ? content
      : new Uint8Array(content);
const asText = (part: Attachment): string =>
  Buffer.from(bytesOf(part)).toString('latin1', 0, mailLimits.reportMaxCharacters);

const asFile = (part: Attachment): Attached => {
  const bytes = bytesOf(part);
  const picture = part.related === true && part.mimeType.startsWith('image/');
  const name = part.filename ?? `${part.mimeType.replace('/', '.')}`;
  return { name, bytes, decoration: picture && bytes.byteLength <= mailLimits.decorationMaxBytes };
};

/** The words of a page. The library makes words of a page where a mail holds both, so it is handed such a mail. */
async function wordsOf(html: string): Promise<string> {
  const page = Buffer.from(html).toString('base64');
  const both = [
    ...['Content-Type: multipart/mixed; boundary=b', '', '--b', 'Content-Type: text/plain', '', ''],
    ...['--b', 'Content-Type: text/html; charset=utf-8', 'Content-Transfer-Encoding: base64', '', page, '--b--', ''],
  ];
  return (await PostalMime.parse(both.join('\r\n'))).text ?? '';
}

const made = await read(workerData as ReadRequest);
parentPort?.postMessage(made);

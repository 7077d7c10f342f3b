import mammoth from 'mammoth';
import { beforeAll, expect, test } from 'vitest';
import { sha256Of } from '#domain/evidence/fingerprint.server.ts';
import { inGroups } from '#domain/evidence/canonical.ts';
import type { PrintBlock } from '#domain/evidence/print/blocks.ts';
import { openPdf, readPage } from '#domain/evidence/reader/pdf.ts';
import { addAgreedClause, drawAgain, drawnUp, signAs } from '../../../../tests/support/agreements.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeMediation, type TestMediation } from '../../../../tests/support/mediations.ts';
import { freshDataFolder } from '../../../../tests/support/papers.ts';
import type { AgreementText } from './agreement.ts';
import { agreementBlocks, type Under } from './agreement-words.ts';
import { spelled } from './draw-up.server.ts';
import { keptCopy } from './in-force.server.ts';

let db: TestDatabase;
let made: TestMediation;
let row: { agreement_id: string; text: AgreementText; sha256: string; history_head: string; t0: string };
let pages: string[];
let word: string;
let under: Under;

const CYRILLIC = 'Олена Шевченко телефонує щотижня.';
const squeezed = (text: string) => text.replace(/[\s•]+/g, '');

beforeAll(async () => {
  freshDataFolder();
  db = await freshDatabase();
  made = await makeMediation(db, 'Maya');
  await db.owner`insert into not_agreed (council_id, case_file_id, not_agreed_id, mediation_id, title, family_words, council_words, would_settle, added_by)
    values (${made.councilId}, ${made.caseFileId}, gen_random_uuid(), ${made.mediationId}, 'Which school', 'We want Harbour Lane.', 'We think of Fold Hill.', 'A visit to both.', ${made.mediator.personId})`;
  for (let nth = 2; nth <= 9; nth += 1)
    await addAgreedClause(db, made, {
      ...{
        title: `Clause about thing ${nth}`,
        words: `${CYRILLIC} Number ${nth}.\nAnd a second line.`,
        legalClass: 'not_appealable',
      },
      ...{ kind: null, planSection: '', newWording: '', howKnown: 'A letter says so.' },
    });
  const { agreementId } = await drawnUp(db, made);
  await signAs(made.parent, made, await newest(), 'Dana Rowe');
  await signAs(made.manager, made, await newest(), 'R. Adeyemi');
  [row] =
    (await db.owner`select a.*, e.signed_on::text as t0 from agreement a join agreement_end e using (agreement_id) where agreement_id = ${agreementId}`) as unknown as [
      typeof row,
    ];
  const signed = await db.owner`select party_id, name, at from signature where agreement_id = ${agreementId}`;
  const lines = new Map(signed.map(({ party_id, name, at }) => [party_id, { name, at }]));
  under = { sha256: row.sha256, historyHead: row.history_head, t0: row.t0, signed: lines };
  pages = await pagesOf(agreementId);
  word = (await mammoth.extractRawText({ buffer: Buffer.from((await keptCopy(made.councilId, agreementId, 'docx'))!) }))
    .value;
});

const newest = async () => {
  const [found] = await db.owner<{ agreement_id: string; sha256: string }[]>`
    select agreement_id, sha256 from agreement where mediation_id = ${made.mediationId} order by number desc limit 1`;
  return { agreementId: found!.agreement_id, sha256: found!.sha256 };
};

async function pagesOf(agreementId: string): Promise<string[]> {
  const pdf = await openPdf(new Uint8Array((await keptCopy(made.councilId, agreementId, 'pdf'))!));
  const read = [];
  for (let page = 1; page <= pdf.numPages; page += 1) read.push((await readPage(await pdf.getPage(page))).words);
  return read;
}

const wordsOf = (block: PrintBlock): string[] =>
  block.kind === 'list'
    ? block.items
    : block.kind === 'pairs'
      ? block.pairs.map(({ label, words }) => `${label}: ${words}`)
      : [block.words];

test('SIG8: the PDF and the Word file say every word of the page, in its order, and the PDF in every alphabet', () => {
  const said = agreementBlocks(row.text, under).flatMap(wordsOf);
  const foot = /MC-\w+, agreement \d+\.\s*Fingerprint[^]*?Page \d+ of \d+/g;
  const inPdf = squeezed(pages.map((page) => page.replace(foot, ' ')).join(' '));
  let atPdf = 0;
  let atWord = 0;
  for (const words of said.map(squeezed)) {
    atWord = squeezed(word).indexOf(words, atWord);
    atPdf = inPdf.indexOf(words, atPdf);
    expect([words, atWord >= 0, atPdf >= 0]).toEqual([words, true, true]);
  }
  expect(said.join(' ')).toContain(CYRILLIC);
  expect(said.join(' ')).toContain('Signed “Dana Rowe”');
});

test('SIG8 J06: each page of the files carries the fingerprint and the head of the history', async () => {
  expect(pages.length).toBeGreaterThan(1);
  const [, hash] = under.historyHead.split(':');
  for (const [index, page] of pages.entries()) {
    expect(squeezed(page)).toContain(squeezed(`Fingerprint ${inGroups(under.sha256)}`));
    expect(squeezed(page)).toContain(squeezed(inGroups(hash!)));
    expect(squeezed(page)).toContain(squeezed(`Page ${index + 1} of ${pages.length}`));
  }
  const [head] =
    await db.owner`select encode(hash, 'hex') as hash, action from history where chain_id = ${made.caseFileId} and encode(hash, 'hex') = ${hash!}`;
  expect(head).toMatchObject({ action: 'agreement.drawn_up' });
});

test('SIG8: the Word file has real headings and lists, and says that it is in British English', async () => {
  const bytes = Buffer.from((await keptCopy(made.councilId, row.agreement_id, 'docx'))!);
  const { value: html } = await mammoth.convertToHtml({ buffer: bytes });
  expect(html).toMatch(/<h1>.*Mediation agreement<\/h1>/);
  expect(html).toMatch(/<h2>.*What we agreed<\/h2>/);
  expect(html).toMatch(/<h3>.*1\. Clause about thing 2<\/h3>/);
  expect(html).toMatch(/<ul><li>/);
  const pdf = Buffer.from((await keptCopy(made.councilId, row.agreement_id, 'pdf'))!).toString('latin1');
  expect(pdf).toContain('/Lang (en-GB)');
  expect(pdf).toContain('/Marked true');
});

test('SIG7: what the history keeps of the files is what they are, and the text makes its fingerprint again', async () => {
  const [kept] = await db.owner`
    select d.detail from history h join history_detail d on d.council_id = h.council_id and d.chain_id = h.chain_id and d.sequence = h.sequence
     where h.chain_id = ${made.caseFileId} and h.action = 'agreement.in_force'`;
  const copies = await db.owner`select format, sha256 from agreement_copy where agreement_id = ${row.agreement_id}`;
  expect(kept!.detail.files).toEqual(Object.fromEntries(copies.map(({ format, sha256 }) => [format, sha256])));
  expect(sha256Of(spelled(row.text))).toBe(row.sha256);
  expect(row.text.leftOver).toMatchObject([{ title: 'Which school', council: 'We think of Fold Hill.' }]);
});

test('SIG8: dates are reckoned from the day the last one signed, each with its source', () => {
  const said = agreementBlocks(row.text, under).flatMap(wordsOf).join('\n');
  expect(said).toContain('regulation 42(3)');
  expect(said).toContain('2 weeks from the day everyone has signed');
  expect(said).not.toContain('if everybody signs on');
  const before = agreementBlocks(row.text, { ...under, signed: null })
    .flatMap(wordsOf)
    .join('\n');
  expect(before).toContain('if everybody signs on');
  expect(before).not.toContain('Signed “');
});

test('SIG1: a second agreement of the same mediation is another number and another fingerprint', async () => {
  const other = await makeMediation(db, 'Nia');
  const first = await drawnUp(db, other);
  await db.owner`insert into agreement_end (council_id, case_file_id, agreement_id, "end", by) values (${other.councilId}, ${other.caseFileId}, ${first.agreementId}, 'set_aside', ${other.parent.personId})`;
  expect((await drawAgain(db, other)).sha256).not.toBe(first.sha256);
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AccessEnded, underScope } from '#domain/access/scoped.server.ts';
import type { CasePermission } from '#domain/access/permission.ts';
import { actionsOf } from '#domain/cases/happenings.ts';
import { agree, propose, reopen, withdraw } from '#domain/spaces/point-commands.server.ts';
import { saveWords, sha256Of } from '#domain/spaces/words.server.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { scopeFor } from '../../../../tests/support/papers.ts';
import { keepWordsInMemory } from '../../../../tests/support/words.ts';
import {
  makeWorkingDocument,
  planWords,
  type MadeWorkingDocument,
} from '../../../../tests/support/working-documents.ts';
import { workingDocumentPages } from './page-count.server.ts';
import { paragraphsIn } from './paragraphs.server.ts';
import { paragraphsOf } from './sections.ts';
import { workingTold } from './told.ts';
import { addSection, beginFromPlan, removeParagraph } from './working-commands.server.ts';

const words = keepWordsInMemory();
let db: TestDatabase;
let it: MadeWorkingDocument;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());
beforeEach(async () => void (it = await makeWorkingDocument(db)));

const refusal = (code: string) => expect.objectContaining({ code });
const may = (who: 'dana' | 'jo' | 'alex' | 'tess' | 'priya', permission: CasePermission) =>
  scopeFor(it[who], it.caseFileId, permission);
const form = (nth: number, version = 1) => ({ ...it.once(), pointId: it.pointIds[nth]!, version });
const paragraphs = async () => {
  const scope = await may('priya', 'appeal:see');
  return underScope(scope, (tx) => paragraphsIn(tx, scope, it.spaceId));
};
const proposalOf = async (nth: number) => {
  const [row] =
    await db.owner`select proposal_id, sha256 from proposal where point_id = ${it.pointIds[nth]!} and withdrawn_at is null`;
  return { proposalId: row!['proposal_id'] as string, sha256: row!['sha256'] as string };
};

/** The family puts these words forward on a paragraph. */
async function forward(nth: number, text: string, version = 1): Promise<void> {
  words.type(it.documents.family, it.pointIds[nth]!, text);
  await propose(await may('dana', 'appeal:decide'), form(nth, version));
}

describe('a plan as points', () => {
  test('WD9: a pasted section is parted by its empty lines, or by its lines where it has none', () => {
    expect(paragraphsOf('One\r\nstill one\r\n\r\n  \r\nTwo \n')).toEqual(['One\nstill one', 'Two']);
    expect(paragraphsOf('One\nTwo\u2029Three\0')).toEqual(['One', 'Two', 'Three']);
    expect(paragraphsOf(' \n\t\n ')).toEqual([]);
  });

  test('WD9: sections stand as the plan letters them, and more of one goes after what is there', async () => {
    const leads = await may('tess', 'appeal:lead');
    await addSection(leads, { ...it.once(), section: 'H1', words: 'Short breaks.' });
    await addSection(leads, { ...it.once(), section: 'B', words: 'Noise is hard.' });
    const twice = { ...it.once(), section: 'F', words: 'A quiet room.' };
    expect([await addSection(leads, twice), await addSection(leads, twice)]).toEqual([{ added: 1 }, { added: 1 }]);
    expect((await paragraphs()).map(({ title }) => title)).toEqual([
      'Section B, paragraph 1',
      ...[1, 2, 3, 4].map((nth) => `Section F, paragraph ${nth}`),
      'Section H1, paragraph 1',
    ]);
  });

  test('WD9: a letter no plan has, no words, and more than a document holds are refused', async () => {
    const leads = await may('tess', 'appeal:lead');
    const put = (section: string, text: string) => addSection(leads, { ...it.once(), section, words: text });
    await expect(put('Z', 'Words')).rejects.toEqual(refusal('section-needed'));
    await expect(put('F', ' \n ')).rejects.toEqual(refusal('section-empty'));
    await expect(put('F', 'x'.repeat(20_001))).rejects.toEqual(refusal('too-long'));
    await expect(put('F', 'x\n\n'.repeat(600))).rejects.toEqual(refusal('too-many-points'));
    expect(await paragraphs()).toHaveLength(planWords.length);
  });

  test('WD9: a paragraph goes away only while nobody has written about it', async () => {
    const leads = await may('tess', 'appeal:lead');
    words.type(it.documents.family, it.pointIds[0]!, 'Ours');
    await expect(removeParagraph(leads, form(0))).rejects.toEqual(refusal('not-from-here'));
    await removeParagraph(leads, form(1));
    expect((await paragraphs()).map(({ original }) => original)).toEqual([planWords[0], planWords[2]]);
  });
});

describe('what is put forward', () => {
  test('WD1 WD5: the marks follow what each side put forward, and agreeing names the words', async () => {
    await expect(forward(0, 'too early')).rejects.toEqual(refusal('not-joined'));
    await it.joins();
    await forward(0, 'Speech therapy every week.');
    const [first] = await paragraphs();
    expect(first!.runs.filter(({ act }) => act === 'adds').map(({ text, by }) => [text, by])).toEqual([
      ['every week', ['family']],
    ]);
    const named = await proposalOf(0);
    const council = await may('priya', 'appeal:decide');
    const other = { ...form(0, 2), ...named, sha256: sha256Of('something else') };
    await expect(agree(council, other)).rejects.toEqual(refusal('different-words'));
    await agree(council, { ...form(0, 2), ...named });
    expect((await paragraphs())[0]!.runs.flatMap(({ by }) => by)).toEqual(['agreed', 'agreed']);
    await expect(reopen(council, { ...form(0, 3), reason: ' ' })).rejects.toEqual(refusal('reason-needed'));
    await reopen(council, { ...form(0, 3), reason: 'a new report came' });
    expect((await paragraphs())[0]).toMatchObject({ state: 'draft', runs: [{ text: planWords[0], act: 'keeps' }] });
  });

  test('WD9: that all of it goes is put forward by saying so, and an empty box is not', async () => {
    await it.joins();
    await expect(forward(1, '  ')).rejects.toEqual(refusal('nothing-written'));
    await propose(await may('dana', 'appeal:decide'), { ...form(1), takeOut: true });
    expect((await paragraphs())[1]!.runs).toEqual([{ text: planWords[1], act: 'deletes', by: ['family'] }]);
    await withdraw(await may('dana', 'appeal:decide'), { ...form(1, 2), ...(await proposalOf(1)) });
    expect((await paragraphs())[1]!.runs).toEqual([{ text: planWords[1], act: 'keeps', by: [] }]);
  });

  test('a side begins with the plan’s own words where it has written nothing, and never loses its own', async () => {
    const council = await may('priya', 'appeal:write');
    await beginFromPlan(council, form(2));
    expect(words.read(it.documents.council, it.pointIds[2]!)).toBe(planWords[2]);
    words.type(it.documents.council, it.pointIds[2]!, 'Ours by now');
    await expect(beginFromPlan(council, form(2))).rejects.toEqual(refusal('words-changed'));
  });

  test('WD6: once the appeal has ended nothing is saved, put forward or agreed', async () => {
    await it.joins();
    await forward(0, 'Every week.');
    await db.owner`update appeal set stage = 'closed' where appeal_id = ${it.appealId}`;
    const council = await may('priya', 'appeal:decide');
    await expect(agree(council, { ...form(0, 2), ...(await proposalOf(0)) })).rejects.toEqual(refusal('closed'));
    await expect(forward(1, 'Late')).rejects.toEqual(refusal('closed'));
    const typed = { place: it.place, name: it.pointIds[2]!, words: 'Late', shownSha256: sha256Of('') };
    await expect(saveWords(await may('priya', 'appeal:write'), typed)).rejects.toEqual(refusal('closed'));
    expect(words.read(it.documents.council, it.pointIds[2]!)).toBe('');
  });
});

describe('who may know of it', () => {
  test('WD4 A13: to another parent of the case every command answers as if their place had ended', async () => {
    await it.joins();
    await expect(propose(await may('alex', 'appeal:decide'), form(0))).rejects.toBeInstanceOf(AccessEnded);
    const typed = { place: it.place, name: it.pointIds[0]!, words: 'Mine', shownSha256: sha256Of('') };
    await expect(saveWords(await may('alex', 'appeal:write'), typed)).rejects.toBeInstanceOf(AccessEnded);
    expect(words.read(it.documents.family, it.pointIds[0]!)).toBe('');
    const scope = await may('alex', 'appeal:see');
    expect(await underScope(scope, (tx) => workingDocumentPages(tx, scope, it.appealId))).toBeNull();
    expect(await underScope(scope, (tx) => paragraphsIn(tx, scope, it.spaceId))).toEqual([]);
  });

  test('WD4: everything that happens in it is told to those in it alone, or to nobody', async () => {
    await it.joins();
    await forward(0, 'Every week.');
    const rows =
      await db.owner`select action, target from history where chain_id = ${it.caseFileId} and action like 'working.%'`;
    expect(rows.map((row) => row['action'])).toEqual(
      expect.arrayContaining(['working.opened', 'working.joined', 'working.proposed']),
    );
    expect(new Set(rows.map((row) => row['target']))).toEqual(new Set([it.spaceId]));
    const hidden = actionsOf('room', 'quiet');
    expect(
      [...rows.map((row) => row['action'] as string), ...Object.keys(workingTold)].filter(
        (one) => !hidden.includes(one),
      ),
    ).toEqual([]);
  });

  test('WD8: the pages are counted for whoever may see it', async () => {
    const scope = await may('dana', 'appeal:see');
    expect(await underScope(scope, (tx) => workingDocumentPages(tx, scope, it.appealId))).toBe(1);
    await addSection(await may('tess', 'appeal:lead'), {
      ...it.once(),
      section: 'B',
      words: 'Noise is hard for Maya.\n\n'.repeat(200),
    });
    expect(await underScope(scope, (tx) => workingDocumentPages(tx, scope, it.appealId))).toBeGreaterThan(5);
  });
});

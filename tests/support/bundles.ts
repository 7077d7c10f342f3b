import { expect } from 'vitest';
import { PDFDocument } from '@cantoo/pdf-lib';
import type { CasePermission } from '../../src/domain/access/permission.ts';
import type { CaseScope } from '../../src/domain/access/scope.ts';
import { underScope } from '../../src/domain/access/scoped.server.ts';
import type { Person } from '../../src/domain/access/standing.ts';
import { isRefused } from '../../src/domain/evidence/begin.server.ts';
import { receivePaper } from '../../src/domain/evidence/intake/intake.server.ts';
import { appealFor } from '../../src/domain/tribunal/begin.server.ts';
import { bundlePage } from '../../src/domain/tribunal/bundle/bundle-page.server.ts';
import { askForBundlePdf } from '../../src/domain/tribunal/bundle/bundle-pdf.server.ts';
import type { BundlePart, PaperRole } from '../../src/domain/tribunal/bundle/bundle-parts.ts';
import { freezeBundle, lookAtFinding } from '../../src/domain/tribunal/bundle/freeze.server.ts';
import { putPaper, startBundle } from '../../src/domain/tribunal/bundle/gather.server.ts';
import { makeAppealOn } from './appeals.ts';
import { buildAll } from './books.ts';
import type { TestDatabase } from './database.ts';
import { arrive, makeCase, scopeFor, THE_CHILD } from './papers.ts';
import { giveStanding, makePerson } from './people.ts';
import type { Tx } from '../../src/server/db.ts';

interface OnCase {
  councilId: string;
  teamId: string;
  caseFileId: string;
  parent: Person;
  officer: Person;
}

/** A paper about the child in words of its own, so many pages long. */
export async function paperOfWords(words: string, pages = 1): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  for (let page = 1; page <= pages; page++)
    pdf.addPage([595, 842]).drawText(`About ${THE_CHILD}. ${words} Its page ${page}.`, { x: 50, y: 700, size: 12 });
  return pdf.save();
}

export interface Added {
  title: string;
  words?: string;
  pages?: number;
  writtenOn?: string | null;
  by?: Person;
  kind?: 'letter' | 'medical' | 'plan' | 'family_own';
}

/** Adds a paper as somebody would, and waits until it is read. Returns its id. */
export async function addPaper({ caseFileId, councilId, officer }: OnCase, added: Added): Promise<string> {
  const { title, words = title, pages = 1, writtenOn = '2026-03-01', by = officer, kind = 'letter' } = added;
  const scope = await scopeFor(by, caseFileId, 'paper:add');
  const file = { name: `${title}.pdf`, arrived: await arrive(councilId, await paperOfWords(words, pages)) };
  const taken = await receivePaper(scope, file, { title, author: 'Dr Lee', writtenOn, answers: { kind } });
  if (isRefused(taken)) throw new Error(taken.refused);
  return taken.evidenceItemId;
}

/** An appeal of a case that stands, with the officer of the tribunal team who works on it, and ways to act as everybody. */
export async function bundleOn(db: TestDatabase, made: OnCase, given: Parameters<typeof makeAppealOn>[2] = {}) {
  const { councilId, caseFileId, parent } = made;
  const tribunal = await makePerson(db, councilId, 'staff', 'Tess Bell');
  await giveStanding(db, councilId, caseFileId, tribunal.personId, 'tribunal_officer');
  const appealId = await makeAppealOn(db, { councilId, caseFileId }, { hearingOn: '2026-12-14', ...given });
  const as =
    (person: Person, permission: CasePermission) =>
    async <T>(work: (tx: Tx, scope: CaseScope) => Promise<T>): Promise<T> => {
      const scope = await scopeFor(person, caseFileId, permission);
      return underScope(scope, (tx) => work(tx, scope));
    };
  const asLead = as(tribunal, 'appeal:lead');
  const asParent = as(parent, 'appeal:decide');
  const seenBy = (person: Person) =>
    as(
      person,
      'appeal:see',
    )(async (tx, scope) => {
      const row = await appealFor(tx, scope, appealId);
      return row && bundlePage(tx, scope, row, true);
    });
  const put = (evidenceItemId: string, part: BundlePart, role: PaperRole = 'paper', by: Person = tribunal) =>
    as(by, 'appeal:decide')((tx, scope) => putPaper(tx, scope, appealId, { evidenceItemId, part, as: role }));
  const start = () => asLead((tx, scope) => startBundle(tx, scope, appealId));
  const freeze = async () => {
    const page = await seenBy(tribunal);
    return asLead((tx, scope) => freezeBundle(tx, scope, appealId, page?.toFreeze ?? ''));
  };
  /** Freezes it with whatever was found, each looked at. */
  const freezeAnyway = async () => {
    const page = await seenBy(tribunal);
    for (const { key } of page!.checks!.findings)
      await asLead((tx, scope) => lookAtFinding(tx, scope, appealId, { key, reason: 'It may stay.' }));
    return freeze();
  };
  /** Asks for the PDF and builds it. Returns the id of the book. */
  const makePdf = async (): Promise<string> => {
    const asked = await asLead((tx, scope) => askForBundlePdf(tx, scope, appealId));
    if (isRefused(asked)) throw new Error(asked.refused);
    await buildAll(councilId);
    return asked.packBookId;
  };
  return { ...made, tribunal, appealId, as, asLead, asParent, seenBy, put, start, freeze, freezeAnyway, makePdf };
}
export type TestBundle = Awaited<ReturnType<typeof bundleOn>>;

/** A started bundle of a letter, the plan and a paper the family put in itself. */
export async function gatheredBundle(db: TestDatabase) {
  const made = await makeCase(db);
  const scene = await bundleOn(db, made);
  const letter = await addPaper(made, { title: 'Letter with the decision' });
  const plan = await addPaper(made, { title: 'The plan', kind: 'plan', pages: 3 });
  const own = await addPaper(made, { title: 'A week at home', kind: 'family_own', by: made.parent, pages: 2 });
  await scene.start();
  expect(await scene.put(plan, 'plan')).toBeNull();
  expect(await scene.put(letter, 'core')).toBeNull();
  expect(await scene.put(own, 'family', 'paper', made.parent)).toBeNull();
  return { ...scene, letter, plan, own };
}
/** How each paper on the page is cited, with its title. */
export const cites = (page: Awaited<ReturnType<Awaited<ReturnType<typeof gatheredBundle>>['seenBy']>>) =>
  page!.parts.flatMap(({ lines }) => lines.map(({ cite, title }) => `${cite} ${title}`));

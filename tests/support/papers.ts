import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { authorise } from '../../src/domain/people/gate.server.ts';
import { isRefusal } from '../../src/domain/access/decide.ts';
import type { CasePermission } from '../../src/domain/access/permission.ts';
import type { CaseScope } from '../../src/domain/access/scope.ts';
import type { Person } from '../../src/domain/access/standing.ts';
import { paperLimits } from '../../src/domain/evidence/limits.ts';
import { storeStream, type Arrived } from '../../src/server/files.ts';
import type { TestDatabase } from './database.ts';
import { giveStanding, makeCaseFile, makeCouncil, makePerson } from './people.ts';

// Who adds a paper on a busy machine is told that it is still being read. A test means the paper that was read.
Object.assign(paperLimits, { waitForReadingMs: paperLimits.readWithinMs });

/** A folder of files of this test file's own. Call before anything is stored. */
export const freshDataFolder = (): string =>
  (process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'common-ground-files-')));

export const fixture = (name: string): string => new URL(`../fixtures/pdfs/${name}`, import.meta.url).pathname;
export const fixtureBytes = (name: string): Buffer => readFileSync(fixture(name));

/** A family and an officer on one case file of one council, and what the gate mints for them. */
export async function makeCase(db: TestDatabase, child = 'Maya') {
  const { councilId, teamId } = await makeCouncil(db);
  const caseFileId = await makeCaseFile(db, councilId, teamId, child);
  const parent = await makePerson(db, councilId, 'family', 'Dana Rowe');
  const officer = await makePerson(db, councilId, 'staff', 'Priya Shah');
  await giveStanding(db, councilId, caseFileId, parent.personId, 'parent');
  await giveStanding(db, councilId, caseFileId, officer.personId, 'case_officer');
  return { councilId, teamId, caseFileId, parent, officer };
}

/** The scope the gate mints now. Throws when it refuses: the test meant somebody who may. */
export async function scopeFor(person: Person, caseFileId: string, permission: CasePermission): Promise<CaseScope> {
  const answer = await authorise(person, caseFileId, permission);
  if (isRefusal(answer)) throw new Error(`The gate refused ${permission}: ${answer.because}.`);
  return answer;
}

/** Bytes as an upload leaves them. */
export const arrive = (councilId: string, bytes: Uint8Array): Promise<Arrived> =>
  storeStream(
    councilId,
    (async function* () {
      yield bytes;
    })(),
    64 * 1024 * 1024,
  );

/** The child whom `makeCaseFile` makes case files for. */
export const THE_CHILD = 'Maya Rowe';

/** A PDF of the fixtures with a line in its first page that says whom it is about, as the guard against the wrong child asks. */
export async function pdfAbout(child: string, name = 'nested_outline.pdf'): Promise<Buffer> {
  const pdf = await PDFDocument.load(fixtureBytes(name));
  pdf.getPage(0).drawText(`About: ${child}`, { x: 40, y: 40, size: 9 });
  return Buffer.from(await pdf.save());
}
const aboutTheChild = await pdfAbout(THE_CHILD);

/** The same with bytes that are no other's: a comment after the end changes nothing of what it shows. */
export const unique = (pdf: Buffer): Buffer =>
  Buffer.concat([pdf, Buffer.from(`\n% ${randomBytes(8).toString('hex')}\n`)]);

/** A real PDF of nine pages about the child of `makeCaseFile`, whose bytes are no other's. */
export const uniquePdf = (): Buffer => unique(aboutTheChild);

/** The same as a file a browser may choose. */
export const fileAbout = async (name: string, child = THE_CHILD) => ({
  name,
  mimeType: 'application/pdf',
  buffer: unique(await pdfAbout(child, name)),
});

/** Where a kept file lies in the folder of `freshDataFolder`: a test looks at it from outside, as whoever steals the disk. */
export const keptAt = (councilId: string, fileId: string): string =>
  join(process.env.DATA_DIR!, 'files', councilId, fileId);

/** What is still arriving, or was left by an upload that broke off. */
export function stillArriving(councilId: string): string[] {
  const folder = join(process.env.DATA_DIR!, 'arriving', councilId);
  return existsSync(folder) ? readdirSync(folder) : [];
}

import { and, eq } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { adultFor, adultsOf } from '#domain/cases/adults.server.ts';
import type { Adult } from '#domain/cases/adults.ts';
import { caseFile } from '#domain/cases/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { whatTells, type HiddenFrom, type Tells } from '../redaction/hidden.ts';
import type { Paper } from '../paper.ts';
import { wordsOfPaper } from '../sending/send-target.server.ts';

type Case = Pick<CaseScope, 'councilId' | 'caseFileId'>;

const schoolOf = async (tx: Tx, scope: Case): Promise<string> => {
  const [file] = await tx
    .select({ school: caseFile.school })
    .from(caseFile)
    .where(and(eq(caseFile.councilId, scope.councilId), eq(caseFile.caseFileId, scope.caseFileId)));
  return file?.school ?? '';
};

const isHidden = ({ addressHidden, address }: Adult) => addressHidden && address !== '';

/** What one adult of the case must not learn: the school, when they may not, and where the others live. */
export async function hiddenFrom(tx: Tx, scope: Case, to: Adult): Promise<HiddenFrom> {
  const others = (await adultsOf(tx, scope)).filter(({ adultId }) => adultId !== to.adultId);
  return {
    school: to.schoolHidden ? await schoolOf(tx, scope) : '',
    addresses: others.filter(isHidden).map(({ address }) => address),
  };
}

/**
 * GUARD14: what somebody of this family must not learn from any paper: an address that is hidden while there is another
 * grown-up to hide it from, and the school while one of them may not know it.
 */
export async function hiddenWithin(tx: Tx, scope: Case): Promise<HiddenFrom> {
  const adults = await adultsOf(tx, scope);
  const here = adults.filter(({ endedAt }) => endedAt === null);
  const fromSomebody = ({ adultId }: Adult) => here.some((other) => other.adultId !== adultId);
  return {
    school: here.some(({ schoolHidden }) => schoolHidden) ? await schoolOf(tx, scope) : '',
    addresses: adults.filter((one) => isHidden(one) && fromSomebody(one)).map(({ address }) => address),
  };
}

/** Which pages of a paper, as its words stand now, tell what is hidden within the family. For officers. */
export const tellsOfPaper = async (tx: Tx, scope: CaseScope, evidenceItemId: string): Promise<Tells[]> =>
  whatTells(await wordsOfPaper(tx, scope, evidenceItemId), await hiddenWithin(tx, scope));

/**
 * Whether a paper waits and holds the hidden address of the very person who added it. Nobody else may be told: to be
 * told that an address is in a paper would be to learn that it is the right one.
 */
export async function holdsOwnAddress(tx: Tx, scope: CaseScope, paper: Paper): Promise<boolean> {
  if (paper.state !== 'held' || paper.addedBy !== scope.personId) return false;
  const own = await adultFor(tx, scope, scope.personId);
  if (!own || !isHidden(own)) return false;
  const pages = await wordsOfPaper(tx, scope, paper.evidenceItemId);
  return whatTells(pages, { school: '', addresses: [own.address] }).length > 0;
}

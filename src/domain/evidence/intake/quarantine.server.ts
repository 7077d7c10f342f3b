import { and, eq } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { inTransaction, type Tx } from '#server/db.ts';
import { dropFile, readStream } from '#server/files.ts';
import { record } from '#server/history.ts';
import type { Paper, ScanState } from '../paper.ts';
import { scanner } from './scan.server.ts';
import { denyAll, type Scanner, type Verdict } from './scanner.ts';
import { evidenceItem } from '../schema.server.ts';

/** The case file in hand, for work that nobody in particular asked for. */
export type Place = Pick<CaseScope, 'councilId' | 'caseFileId'>;
type ToScan = Pick<Paper, 'evidenceItemId' | 'fileName'>;

/** EV17: what the person who sent it reads until it is clean. Each says what is true now and what they can do. */
const sentences = {
  'not-set-up':
    'We cannot check papers for viruses yet, so nobody can open this one. It is safe with us. You need not send it again.',
  pending:
    'We are still checking this paper for viruses. Nobody can open it until that is done. It is safe with us. You need not send it again.',
  unscannable:
    'The virus check cannot look inside this paper, so nobody can open it. Save it as a PDF without a password and add that.',
};
const infectedInWords = (fileName: string): string =>
  `“${fileName}” has a virus in it, so we did not keep it. Ask whoever sent it for a new copy.`;

const thisPaper = ({ councilId, caseFileId }: Place, evidenceItemId: string) =>
  and(
    eq(evidenceItem.councilId, councilId),
    eq(evidenceItem.caseFileId, caseFileId),
    eq(evidenceItem.evidenceItemId, evidenceItemId),
  );

/**
 * Asks the scanner about a paper that it has not judged yet, and writes down what it said. Until that is `clean` nothing
 * else reads a byte of it; what is infected is not kept. Returns what is known now.
 */
export async function scanPaper(place: Place, paper: ToScan, asked: Scanner = scanner()): Promise<ScanState> {
  const known = await inTransaction(place, (tx) => scanOf(tx, place, paper.evidenceItemId));
  if (known !== 'pending') return known;
  const verdict = await asked.scan(() => readStream(place.councilId, paper.evidenceItemId));
  const scan = await inTransaction(place, (tx) => write(tx, place, paper, verdict, asked === denyAll));
  if (scan === 'infected') await dropFile(place.councilId, paper.evidenceItemId);
  return scan;
}

async function scanOf(tx: Tx, place: Place, evidenceItemId: string): Promise<ScanState> {
  const row = tx.select({ scan: evidenceItem.scan }).from(evidenceItem).where(thisPaper(place, evidenceItemId));
  return (await row.for('update'))[0]?.scan ?? 'unscannable';
}

async function write(
  tx: Tx,
  place: Place,
  { evidenceItemId, fileName }: ToScan,
  verdict: Verdict,
  notSetUp: boolean,
): Promise<ScanState> {
  // Somebody else may have asked at the same time; what is judged stays judged.
  const known = await scanOf(tx, place, evidenceItemId);
  if (known !== 'pending') return known;
  const outcome = outcomeOf(verdict, fileName, notSetUp);
  await tx.update(evidenceItem).set(outcome).where(thisPaper(place, evidenceItemId));
  if (outcome.scan !== 'pending')
    await record(tx, {
      ...{ councilId: place.councilId, caseFileId: place.caseFileId, actorId: null },
      ...{ action: 'paper.scanned', target: evidenceItemId, detail: { scan: outcome.scan } },
    });
  return outcome.scan;
}

function outcomeOf(verdict: Verdict, fileName: string, notSetUp: boolean) {
  if (verdict === 'clean')
    return { scan: 'clean' as const, state: 'reading' as const, heldBecause: null, stateSentence: '' };
  if (verdict === 'infected')
    return {
      ...{ scan: 'infected' as const, state: 'refused' as const, heldBecause: null },
      stateSentence: infectedInWords(fileName),
    };
  const scan = verdict === 'unscannable' ? ('unscannable' as const) : ('pending' as const);
  const stateSentence = sentences[scan === 'pending' && notSetUp ? 'not-set-up' : scan];
  return { scan, state: 'held' as const, heldBecause: 'not_scanned' as const, stateSentence };
}

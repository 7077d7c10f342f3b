import { decide, isRefusal } from '#domain/access/decide.ts';
import { AccessEnded } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { inTransaction, type Tx } from '#server/db.ts';
import { invitedPerson } from './accept.server.ts';
import { holdOpen, type Guest } from './guest.server.ts';
import { isExcluded } from './invite.server.ts';
import { tryAgainAfterSeconds } from './slow-down.server.ts';

/** What a guest needs to add one paper: whose it is, and what must still be so when it is kept. */
export interface GuestAdding {
  scope: CaseScope;
  /** In place of the standing, which a guest does not have: their invitation is still open. */
  hold: (tx: Tx) => Promise<void>;
}

/**
 * Lets the holder of a link add one paper, for their own side, and nothing else: no standing is made, so nothing can be
 * read. Null when the link is closed or was used too often; counted before a byte of the file is read.
 */
export async function guestAdding({ row, state }: Guest): Promise<GuestAdding | null> {
  if (state !== 'open' || (await tryAgainAfterSeconds('photo', row.invitationId)) > 0) return null;
  const { councilId, caseFileId, role } = row;
  const personId = await inTransaction({ councilId, caseFileId }, async (tx) =>
    (await isExcluded(tx, row, row)) ? null : invitedPerson(tx, row),
  );
  if (!personId) return null;
  const guest = { councilId, personId, kind: 'family', complete: true } as const;
  const scope = decide(
    guest,
    { caseFileId, excluded: false, grant: 'specific', role, standingId: null, epoch: 0 },
    'paper:add',
  );
  if (isRefusal(scope)) return null;
  const hold = async (tx: Tx) => {
    if (!(await holdOpen(tx, row))) throw new AccessEnded();
  };
  return { scope, hold };
}

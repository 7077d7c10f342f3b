import { v7 } from 'uuid';
import type { TestDatabase } from './database.ts';

export interface TestPromise {
  words?: string;
  ownerId?: string | null;
  dueOn?: string | null;
  madeOn?: string;
  clauseNumber?: number;
}

/** A promise on a case, as the signing of an agreement leaves it. Returns its id. */
export async function putPromise(
  { owner }: TestDatabase,
  { councilId, caseFileId }: { councilId: string; caseFileId: string },
  {
    words = 'Send the changed plan',
    ownerId = null,
    dueOn = '2026-11-02',
    madeOn = '2026-10-05',
    clauseNumber = 1,
  }: TestPromise = {},
): Promise<string> {
  const promiseId = v7();
  await owner`insert into promise (council_id, case_file_id, promise_id, kind, subject_id, clause_number, words, owner_body, owner_name, owner_id, due_on, due_source, how_known, made_on)
    values (${councilId}, ${caseFileId}, ${promiseId}, 'clause', ${v7()}, ${clauseNumber}, ${words}, 'Meadowshire Council', 'Priya Shah', ${ownerId}, ${dueOn}, 'regulation 42(2)', 'The plan says so', ${madeOn})`;
  return promiseId;
}

import { underScope } from '../../src/domain/access/scoped.server.ts';
import type { Person } from '../../src/domain/access/standing.ts';
import type { TestDatabase } from './database.ts';
import { inviteChecked, type Typed } from './inviting.ts';
import { scopeFor } from './papers.ts';

const dana: Typed = {
  fullName: 'Dana Rowe',
  role: 'parent',
  email: 'dana@example.org',
  mobile: '07700900123',
  ask: 'Please check the list of papers.',
  askBy: null,
};

export interface Invited {
  token: string;
  /** As the message gives it, without the origin. */
  path: string;
  word: string;
  /** The newest code sent by the second route. */
  code(): Promise<string>;
}

/** Invites somebody as an officer does, and reads their messages over their shoulder. */
export async function inviteSomebody(
  db: TestDatabase,
  officer: Person,
  caseFileId: string,
  given = {},
): Promise<Invited> {
  const scope = await scopeFor(officer, caseFileId, 'people:invite');
  const invited = await underScope(scope, (tx) => inviteChecked(tx, scope, { ...dana, ...given }));
  if ('because' in invited) throw new Error(`Not invited: ${invited.because}`);
  const newest = async (pattern: RegExp): Promise<string> => {
    const messages = await db.owner<
      { body: string }[]
    >`select body from outbox where council_id = ${officer.councilId} order by created_at desc, outbox_id desc`;
    const found = messages.map(({ body }) => pattern.exec(body)?.[1]).find(Boolean);
    if (!found) throw new Error(`No message with ${pattern}`);
    return found;
  };
  const token = await newest(/\/i\/([a-z0-9-]+)/);
  return { token, path: `/i/${token}`, word: invited.word, code: () => newest(/^(\d{6}) /) };
}

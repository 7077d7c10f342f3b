import { refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Tx } from '#server/db.ts';
import { planOf } from '../plans.server.ts';
import type { FamilyMember } from './family-members.server.ts';
import { wasSpokenTo } from './first-way.server.ts';
import { againstHardNews, type Way } from './hard-news.ts';

/**
 * The reason to keep with hard news that goes against what its readers asked for, or against the day (THR9); empty when
 * nothing stands against it. Refused until somebody has written one.
 */
export async function whyHard(
  tx: Tx,
  scope: CaseScope,
  family: readonly FamilyMember[],
  { how, why }: { how: Way; why: string },
  now: Date,
): Promise<string | Refused> {
  const readers = [];
  for (const { personId, name } of family) {
    const plan = await planOf(tx, scope, personId);
    readers.push({ name, plan, spokenTo: await wasSpokenTo(tx, scope, personId, now) });
  }
  const against = againstHardNews(readers, how, now);
  if (against.length === 0) return '';
  if (why === '')
    return refuse('why', `${against.join(' ')} Wait, ring them first, or write down why it goes now and in this way.`);
  return `${against.join(' ')} ${why}`;
}

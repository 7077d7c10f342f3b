import type { Scope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { hasDuty, myAreaTeams } from '#domain/people/cover/duties.server.ts';
import { duties, type Duty } from '#domain/people/cover/duties.ts';
import { inTribunalTeam } from '#domain/tribunal/begin.server.ts';

export interface StaffLink {
  href: string;
  label: string;
}

/** Where a member of staff can go from home, in the order they need it, and what it takes to be offered it. */
const links: readonly (StaffLink & { for: 'everybody' | 'team' | 'tribunal' | Duty })[] = [
  { href: '/team', label: 'My team', for: 'team' },
  { href: '/board', label: 'Boards', for: 'everybody' },
  { href: '/tribunal', label: 'Appeals', for: 'tribunal' },
  { href: '/decided-cases', label: 'Decided cases', for: 'everybody' },
  { href: '/measures/month', label: 'The month', for: 'everybody' },
  { href: '/measures/appeals', label: 'Appeals in numbers', for: 'everybody' },
  { href: '/measures/pilot', label: 'What the pilot did', for: 'everybody' },
  { href: '/data-requests', label: 'Requests for records', for: 'records' },
  { href: '/council/retention', label: 'How long records are kept', for: 'records' },
  { href: '/measures/complaints', label: 'What complaints teach', for: 'complaints' },
  { href: '/measures/sample', label: 'A sample of casework', for: 'portfolio_holder' },
  { href: '/council/promises', label: 'What we promise', for: 'director' },
  { href: '/council/duties', label: 'Who answers for what', for: 'director' },
  { href: '/council/leavers', label: 'Who left', for: 'director' },
  { href: '/council/wording', label: 'Words we ask about', for: 'everybody' },
];

/** The links this member of staff is offered. A link is not a right: every page asks again. */
export const staffLinks = (scope: Scope): Promise<StaffLink[]> =>
  underScope(scope, async (tx) => {
    const held = new Set<string>(['everybody']);
    for (const duty of duties) if (await hasDuty(tx, duty)) held.add(duty);
    const teams = await myAreaTeams(tx);
    if (teams.length > 0) held.add('team');
    if (await inTribunalTeam(tx)) held.add('tribunal');
    return links.filter((link) => held.has(link.for)).map(({ href, label }) => ({ href, label }));
  });

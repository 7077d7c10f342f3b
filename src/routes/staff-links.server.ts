import type { Scope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { hasDuty, myAreaTeams } from '#domain/people/cover/duties.server.ts';
import { duties, type Duty } from '#domain/people/cover/duties.ts';
import { inTribunalTeam } from '#domain/tribunal/begin.server.ts';

export interface StaffLink {
  href: string;
  label: string;
  /** What one does there, for whoever has never been. */
  says: string;
}
export interface LinkGroup {
  heading: string;
  links: StaffLink[];
}

type Offered = StaffLink & { for: 'everybody' | 'team' | 'tribunal' | Duty };

/** Where a member of staff can go from home. What only some are asked to do stands first: it is why they came. */
const groups: readonly { heading: string; links: readonly Offered[] }[] = [
  {
    heading: 'What you answer for',
    links: [
      { href: '/data-requests', label: 'Requests for records', says: 'Read, hide, let go', for: 'records' },
      { href: '/council/retention', label: 'Kept and forgotten', says: 'What is due, what is held', for: 'records' },
      {
        href: '/measures/complaints',
        label: 'What complaints teach',
        says: 'Write down, act, say so',
        for: 'complaints',
      },
      {
        ...{ href: '/measures/sample', label: 'A sample of casework', for: 'portfolio_holder' },
        says: 'Drawn by chance, without names',
      },
      { href: '/council/promises', label: 'What we promise', says: 'Days to answer and to ring back', for: 'director' },
      { href: '/council/duties', label: 'Who answers for what', says: 'Give and end duties', for: 'director' },
      { href: '/council/leavers', label: 'Who left', says: 'And what ended with them', for: 'director' },
    ],
  },
  {
    heading: 'Teams and meetings',
    links: [
      { href: '/team', label: 'My team', says: 'Cases nobody has, who is away', for: 'team' },
      { href: '/team/holding-replies', label: 'Holding replies', says: 'What families get at once', for: 'team' },
      { href: '/board', label: 'Boards', says: 'Days, agendas, decisions', for: 'everybody' },
      { href: '/tribunal', label: 'Appeals', says: 'What is due when', for: 'tribunal' },
    ],
  },
  {
    heading: 'How we are doing',
    links: [
      { href: '/measures/month', label: 'The month', says: 'Promises kept, by team', for: 'everybody' },
      { href: '/measures/appeals', label: 'Appeals in numbers', says: 'Where they come from', for: 'everybody' },
      { href: '/measures/pilot', label: 'What the pilot did', says: 'Against the time before', for: 'everybody' },
    ],
  },
  {
    heading: 'To look things up',
    links: [
      { href: '/decided-cases', label: 'Decided cases', says: 'What courts and tribunals said', for: 'everybody' },
      { href: '/council/wording', label: 'Words we ask about', says: 'And what to write instead', for: 'everybody' },
    ],
  },
];

/** The links this member of staff is offered, in groups; a group without one is left out. A link is not a right: every page asks again. */
export const staffLinks = (scope: Scope): Promise<LinkGroup[]> =>
  underScope(scope, async (tx) => {
    const held = new Set<string>(['everybody']);
    for (const duty of duties) if (await hasDuty(tx, duty)) held.add(duty);
    const teams = await myAreaTeams(tx);
    if (teams.length > 0) held.add('team');
    if (await inTribunalTeam(tx)) held.add('tribunal');
    const offered = ({ for: whom }: Offered): boolean => held.has(whom);
    return groups
      .map(({ heading, links }) => ({
        heading,
        links: links.filter(offered).map(({ href, label, says }) => ({ href, label, says })),
      }))
      .filter(({ links }) => links.length > 0);
  });

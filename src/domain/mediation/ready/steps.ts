import type { MediationKind } from '../mediation.ts';

/** What getting ready comes down to for one person who looks at it. */
export interface ReadyFacts {
  kind: MediationKind;
  /** The name of whoever leads it; null while there is nobody. */
  lead: string | null;
  /** They have come in, and a mediator has said that they are independent. */
  leadReady: boolean;
  /** In words; null while no day is fixed. */
  meets: string | null;
  /** "Not ready: nobody can say yes to …"; null when somebody can. */
  notReady: string | null;
  /** Of the people who come: those who have not yet agreed to mediate, by name. */
  notAgreed: readonly string[];
  exchanged: boolean;
  /** Of the person who looks: the side's own words; null for whoever leads. */
  ownWords: 'none' | 'written' | 'may_exchange' | null;
  /** Whether they have said that they come. */
  saidComing: boolean;
}

export interface Step {
  done: boolean;
  words: string;
  /** The page or the place on this page where it is done. */
  where: string;
}

const names = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** Getting ready, as a short list of what is done and what is left (RDY8). Nothing in it keeps the family out. */
export function stepsOf(facts: ReadyFacts): Step[] {
  const { kind, lead, leadReady, meets, notReady, notAgreed } = facts;
  const mediator = kind === 'mediation';
  const called = mediator ? 'a mediator' : 'a dispute resolution officer';
  const waits = mediator ? 'has not yet said that they are independent' : 'leads it';
  return [
    {
      done: lead !== null && leadReady,
      words: lead === null ? `Find ${called}` : leadReady ? `${lead} leads it` : `${lead} ${waits}`,
      where: 'who#lead',
    },
    { done: meets !== null, words: meets ? `The day is fixed: ${meets}` : 'Find a day', where: '#times' },
    { done: facts.saidComing, words: facts.saidComing ? 'You said if you come' : 'Say if you come', where: 'who' },
    { done: notReady === null, words: notReady ?? 'Somebody can say yes for the council', where: 'who#yes' },
    {
      done: notAgreed.length === 0,
      words:
        notAgreed.length === 0
          ? 'Everybody has said yes to how it works'
          : `Still to say yes to how it works: ${names.format(notAgreed)}`,
      where: '#agree',
    },
    wordsStep(facts),
  ];
}

function wordsStep({ exchanged, ownWords }: ReadyFacts): Step {
  const where = 'words';
  if (exchanged) return { done: true, words: 'Both sides have read what the other hopes for', where };
  if (ownWords === 'may_exchange') return { done: true, words: 'Your words wait for the other side', where };
  if (ownWords === 'written') return { done: false, words: 'Say when your words may be exchanged', where };
  return {
    done: false,
    words: ownWords === null ? 'The sides exchange their words' : 'Write what you hope for',
    where,
  };
}

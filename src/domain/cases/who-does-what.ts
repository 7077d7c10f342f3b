import type { Role } from '#domain/access/standing.ts';

/** What each person on a case does and whether they decide, in one sentence a family can use. */
export const whatTheyDo: Record<Role, string> = {
  parent: 'Knows the child best. Can send papers, say what they want, and disagree.',
  young_person: 'This is about them, and the rights are theirs.',
  supporter: 'Helps the family and speaks when they want it.',
  practitioner: 'Writes a report about what they see and what would help.',
  case_officer: 'Collects the reports and writes the plan. Does not decide.',
  senior_manager: 'Checks the work and steps in when something is stuck.',
  board_member: 'Reads all the papers. Decides, together with the rest of the Board.',
  dispute_resolution_officer: 'Works for the council and tries to sort things out early. Is not the mediator.',
  mediator: 'Does not take sides. Helps the family and the council to talk.',
  tribunal_officer: 'Works for the council on an appeal.',
  auditor: 'Checks how the council does its work. Does not decide.',
};

/** Somebody a family may meet, whether or not they are on the case. */
export interface Somebody {
  id: string;
  who: string;
  /** Short for, or otherwise called. */
  called?: string;
  does: string;
  /** The same to a young person whose case it is, where it says “your child”. */
  toYou?: string;
  /** The one thing they do not do, where families are often told otherwise. */
  doesNot?: string;
  comesIn: string;
}

/** WHR7: who does what in the whole process, sorted by where they belong. */
export const everybody: readonly { where: string; people: readonly Somebody[] }[] = [
  {
    where: 'You',
    people: [
      {
        id: 'parent',
        who: 'Parent or carer',
        does: 'You know your child best. You can ask for help, send reports, say what you want, and disagree.',
        comesIn: 'All steps',
      },
      {
        id: 'young-person',
        who: 'Young person over 16',
        does: 'Once you have finished Year 11, the rights are yours. You can ask someone you trust to help.',
        comesIn: 'All steps',
      },
    ],
  },
  {
    where: 'At school, and people who write reports',
    people: [
      {
        id: 'senco',
        who: 'SENCO',
        called: 'special educational needs co-ordinator',
        does: 'The teacher at school in charge of extra help. They tell the council what the school has tried.',
        comesIn: 'Request, reports, yearly review',
      },
      {
        id: 'ep',
        who: 'EP',
        called: 'educational psychologist',
        does: 'They find out how your child learns and feels, and write a report.',
        toYou: 'They find out how you learn and feel, and write a report.',
        comesIn: 'Weeks 6 to 12',
      },
      {
        id: 'salt',
        who: 'SaLT',
        called: 'speech and language therapist',
        does: 'They look at talking, listening and understanding, and say what would help.',
        comesIn: 'Weeks 6 to 12',
      },
    ],
  },
  {
    where: 'At the council',
    people: [
      {
        id: 'front-door',
        who: 'The council’s front door',
        called: 'in Surrey: the Learners’ Single Point of Access, LSPA',
        does: 'They take your first call and your request.',
        comesIn: 'Before the request, and at the request',
      },
      {
        id: 'communication-officer',
        who: 'Family Communication Officer',
        does: 'A person who phones you with news, even when it is a “no”. They explain why and what you can do next.',
        comesIn: 'When the answer is that the council will not find out more',
      },
      {
        id: 'case-officer',
        who: 'Case officer',
        does: 'Your main contact. They collect reports and write the plan.',
        doesNot: 'They do not make the decisions.',
        comesIn: 'From the “yes, we will find out more” on',
      },
      {
        id: 'board',
        who: 'The Board',
        called: 'the EHCP Governance Board, or the panel',
        does: 'A group of people who read all the papers and decide what the council will do. You can ask who they are.',
        comesIn: 'Find out more? Make a plan? Kind of school, hours, money',
      },
      {
        id: 'senior-manager',
        who: 'Senior case manager',
        does: 'The case officer’s manager. They check the work, take the notes at the Board, and step in if things are stuck.',
        comesIn: 'The Board, and when there are problems',
      },
      {
        id: 'dispute-officer',
        who: 'Mediation and dispute resolution officer',
        does: 'A council worker who tries to sort things out early with you.',
        doesNot: 'They are not the mediator.',
        comesIn: 'Any time you disagree',
      },
      {
        id: 'tribunal-officer',
        who: 'Tribunal officer',
        does: 'The council worker who deals with an appeal. They check early if the council should agree with you.',
        comesIn: 'After you appeal',
      },
    ],
  },
  {
    where: 'People who do not work for the council',
    people: [
      {
        id: 'mediation-adviser',
        who: 'Mediation adviser',
        does: 'They tell you what mediation is. You choose yes or no, and they give you a certificate.',
        comesIn: 'After a letter you can appeal about',
      },
      {
        id: 'mediator',
        who: 'Mediator',
        does: 'They help you and the council talk and find an answer.',
        doesNot: 'They do not take sides.',
        comesIn: 'The mediation meeting',
      },
      {
        id: 'tribunal',
        who: 'Tribunal',
        does: 'A judge and experts. What they order must be done.',
        comesIn: 'Appeal',
      },
      {
        id: 'sendiass',
        who: 'SENDIASS',
        does: 'Free, private and fair advice about your rights and choices.',
        doesNot: 'They do not take sides and do not decide.',
        comesIn: 'Any time',
      },
      {
        id: 'ipsea',
        who: 'IPSEA',
        does: 'A charity that gives free advice on the law about extra help at school.',
        comesIn: 'Any time',
      },
    ],
  },
];

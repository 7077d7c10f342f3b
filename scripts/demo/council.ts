import type { Role } from '#domain/access/standing.ts';

/** The made-up council. Telephone numbers are from the ranges Ofcom keeps for stories; e-mail addresses go nowhere. */
export const council = {
  key: 'meadowshire',
  name: 'Meadowshire County Council',
  shortName: 'Meadowshire',
  phone: '0306 999 0100',
  mediationAdviser: 'Fair Talk (made up), 0306 999 0130',
  adviceService: 'Advice Meadowshire (made up), 0306 999 0140',
  disagreementService: 'Fair Talk (made up), 0306 999 0130',
};

export const teams = {
  north: { name: 'North SEND team', phone: '0306 999 0110' },
  south: { name: 'South SEND team', phone: '0306 999 0120' },
} as const;
export type TeamKey = keyof typeof teams;

interface Staff {
  name: string;
  job: string;
  /** Teams whose cases they share the duty for. */
  teams: TeamKey[];
}

export const staff = {
  priya: { name: 'Priya Shah', job: 'SEND case officer', teams: ['north'] },
  sunil: { name: 'Sunil Rao', job: 'SEND case officer', teams: ['north', 'south'] },
  maria: { name: 'Maria Lewis', job: 'Area SEND manager', teams: ['north', 'south'] },
  helen: { name: 'Helen Marsh', job: 'Head teacher, member of the Board', teams: [] },
  anwen: { name: 'Anwen Pryce', job: 'Chair of the Board in the north', teams: [] },
  omar: { name: 'Dr Omar Siddiq', job: 'Educational psychologist, member of the Board', teams: [] },
  bea: { name: 'Bea Hall', job: 'Designated clinical officer, member of the Board', teams: [] },
  jon: { name: 'Jon Reed', job: 'Social care manager, member of the Board', teams: [] },
  grace: { name: 'Grace Mbeki', job: 'Takes the notes of the Board', teams: [] },
  tom: { name: 'Tom Adeyemi', job: 'Mediation and dispute resolution officer', teams: [] },
  ruth: { name: 'Ruth Calder', job: 'Tribunal officer', teams: [] },
  tess: { name: 'Tess Bell', job: 'Tribunal officer', teams: [] },
  lind: { name: 'Rosa Lind', job: 'Leads the tribunal team', teams: [] },
  graham: { name: 'Graham Finch', job: 'Auditor', teams: [] },
  ros: { name: 'Ros Adeyinka', job: 'Family Communication Officer', teams: [] },
  nadia: { name: 'Nadia Hussain', job: 'SEND case officer', teams: ['south'] },
  dilys: { name: 'Dilys Ward', job: 'Director of education', teams: [] },
  hal: { name: 'Hal Moss', job: 'Councillor who answers for education', teams: [] },
  cora: { name: 'Cora Finch', job: 'Complaints officer', teams: [] },
  rhona: { name: 'Rhona Peck', job: 'Records officer', teams: [] },
  ian: { name: 'Ian Foss', job: 'Records officer', teams: [] },
} as const satisfies Record<string, Staff>;
export type StaffKey = keyof typeof staff;

/** Families, people who write reports, and mediators, who work for no council. `calls` is what they asked to be called; null is somebody who has not said yet. */
export const others = {
  dana: { name: 'Dana Rowe', calls: 'Dana', kind: 'family' },
  jo: { name: 'Jo Bell', calls: 'Jo', kind: 'family' },
  lee: { name: 'Dr Alex Lee', calls: 'Dr Lee', kind: 'practitioner' },
  farah: { name: 'Farah Aziz', calls: 'Farah', kind: 'family' },
  kit: { name: 'Kit Morgan', calls: 'Kit', kind: 'family' },
  sian: { name: 'Sian Morgan', calls: 'Sian', kind: 'family' },
  layla: { name: 'Layla Haddad', calls: 'Layla', kind: 'family' },
  ania: { name: 'Ania Nowak', calls: 'Ania', kind: 'family' },
  marek: { name: 'Marek Nowak', calls: 'Marek', kind: 'family' },
  colin: { name: 'Colin Hale', calls: null, kind: 'family' },
  gwen: { name: 'Gwen Price', calls: 'Gwen', kind: 'family' },
  owen: { name: 'Owen Carter', calls: 'Owen', kind: 'family' },
  pete: { name: 'Pete Sinclair', calls: 'Pete', kind: 'family' },
  ifeoma: { name: 'Ifeoma Adeleke', calls: 'Ify', kind: 'family' },
  lena: { name: 'Lena Bailey', calls: 'Lena', kind: 'family' },
  rosa: { name: 'Rosa Bailey', calls: 'Rosa', kind: 'family' },
  niamh: { name: 'Niamh Doyle', calls: 'Niamh', kind: 'family' },
  tunde: { name: 'Tunde Bello', calls: 'Tunde', kind: 'family' },
  okoro: { name: 'Sam Okoro', calls: 'Sam', kind: 'mediator' },
  ines: { name: 'Ines Duarte', calls: 'Ines', kind: 'mediator' },
} as const satisfies Record<
  string,
  { name: string; calls: string | null; kind: 'family' | 'practitioner' | 'mediator' }
>;
export type OtherKey = keyof typeof others;

export type PersonKey = StaffKey | OtherKey;
export type OnCase = Partial<Record<PersonKey, Role>>;

import type { ComingAs, MediationKind, Place } from '../mediation.ts';

/** Whose yes somebody waits for. With two, either is enough. */
export type WaitsFor = 'lead' | 'family' | 'lead_or_family' | 'lead_or_council';

/** What somebody may be put on the list as, by whom. The one who leads is appointed, and not put on a list. */
const may: Record<Place, readonly ComingAs[]> = {
  family: ['party', 'supporter', 'advocate', 'child', 'interpreter', 'health', 'social_care'],
  council: ['decides', 'advises', 'interpreter', 'health', 'social_care'],
  lead: ['child', 'interpreter', 'health', 'social_care'],
};
export const mayBring = (place: Place): readonly ComingAs[] => may[place];

/** The side somebody is on by what they come as. Whoever is of neither has no room of a side and no page here. */
export function sideOfComing(comingAs: ComingAs): 'family' | 'council' | 'neutral' {
  if (['party', 'supporter', 'advocate', 'child'].includes(comingAs)) return 'family';
  return comingAs === 'decides' || comingAs === 'advises' ? 'council' : 'neutral';
}

/**
 * Whose yes is wanted before somebody comes (RDY4). Each side brings its own people. A child comes with the family's and
 * the mediator's agreement; anybody else when all agree or whoever leads permits it (SEND Regulations 2014, reg 38).
 */
export function waitsForWhom(by: Place, comingAs: ComingAs): WaitsFor | null {
  if (comingAs === 'child') return by === 'family' ? 'lead' : 'family';
  if (by === 'lead' || comingAs === 'interpreter' || sideOfComing(comingAs) !== 'neutral') return null;
  return by === 'family' ? 'lead_or_council' : 'lead_or_family';
}

/** Whether the yes of somebody with this place is the one that is waited for. */
export const mayAllow = (place: Place, waitsFor: WaitsFor | null): boolean =>
  waitsFor !== null && waitsFor.split('_or_').includes(place);

/** "the mediator or the council", for the kind of meeting it is. */
export function waitsInWords(waitsFor: WaitsFor, kind: MediationKind): string {
  const lead = kind === 'mediation' ? 'the mediator' : 'the dispute resolution officer';
  const words: Record<Place, string> = { lead, family: 'the family', council: 'the council' };
  return waitsFor
    .split('_or_')
    .map((place) => words[place as Place])
    .join(' or ');
}

/** What is asked of two rows: of whoever does something, and of whom it is done to. */
interface Row {
  personId: string | null;
  side: 'family' | 'council' | 'neutral';
  comingAs: ComingAs;
  addedBy: string;
}

export const leads = (comingAs: ComingAs): boolean => comingAs === 'mediator' || comingAs === 'facilitator';

/** Whether somebody speaks for their place: on the family's side those in the disagreement, and not who supports them. */
export const speaksFor = (place: Place, { comingAs }: Pick<Row, 'comingAs'>): boolean =>
  place !== 'family' || comingAs === 'party';

/** Whether it is somebody's own: themselves, their own side, or one of neither side whom they brought. The lead has the latter too. */
export const isTheirs = (place: Place, personId: string, row: Row): boolean =>
  row.personId === personId ||
  (!leads(row.comingAs) &&
    (row.side === 'neutral' ? place === 'lead' || row.addedBy === personId : row.side === place));

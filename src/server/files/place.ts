import { isId } from '../ids.ts';

const DERIVED = /^[a-z0-9][a-z0-9-]{0,60}\.[a-z0-9]{2,5}$/;

/** Where a council's files are. Ids come from rows; a value that is no id must never become part of a path (I04). */
export function councilPlace(councilId: string): string {
  if (!isId(councilId)) throw new Error('A folder of files is named by a council’s id.');
  return councilId;
}

/** Where a kept file is. Throws for anything but ids. */
export function filePlace(councilId: string, fileId: string): string {
  if (!isId(fileId)) throw new Error('A file is named by an id.');
  return `${councilPlace(councilId)}/${fileId}`;
}

/** Where everything that was made from a kept file is. */
export const derivedPlaces = (councilId: string, fileId: string): string => `${filePlace(councilId, fileId)}.made/`;

/** Where one thing made from a kept file is. Its name is ours, in small letters: `page-3.webp`. */
export function derivedPlace(councilId: string, fileId: string, name: string): string {
  if (!DERIVED.test(name)) throw new Error('What is made from a file has a plain name.');
  return derivedPlaces(councilId, fileId) + name;
}

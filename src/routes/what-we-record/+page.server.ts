import { scanningInWords } from '#domain/evidence/intake/scan.server.ts';
import type { PageServerLoad } from './$types';

/** What this installation does about viruses is a setting, so the page asks rather than promises. */
export const load: PageServerLoad = () => ({ scanning: scanningInWords() });

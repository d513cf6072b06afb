import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { readFont, type FontFace } from './sfnt.ts';

/** The type faces an official document is set in: 仿宋, 楷体, 黑体, 小标宋, 宋体, and the Latin letters beside them. */
export type Role = 'fang' | 'kai' | 'hei' | 'title' | 'song' | 'latin';

export interface Fonts {
  /** Family names in the order they are tried, by role; all but the Latin one end with the fallback for rare characters. */
  families: Record<Role, string[]>;
  /** Directories the typesetter has to know. */
  directories: string[];
  /** Advance in em of a character set in a role, 0 when no font has it. */
  advance(char: string, role: Role): number;
}

const packageFile = createRequire(import.meta.url).resolve;
const noto = (weight: string): string =>
  packageFile(`@expo-google-fonts/noto-serif-sc/${weight}/NotoSerifSC_${weight}.ttf`);
const fandol = (style: string): string =>
  fileURLToPath(new URL(`../fonts/Fandol${style}-Regular.otf`, import.meta.url));

const shipped = (): Record<Role, string> => ({
  fang: fandol('Fang'),
  kai: fandol('Kai'),
  hei: fandol('Hei'),
  title: noto('900Black'),
  song: noto('400Regular'),
  latin: packageFile('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf'),
});

/** What the fonts of an office are called in their files' names. */
const OFFICE_FONTS: [Role, RegExp][] = [
  ['title', /小标宋|xbs|xiaobiaosong/i],
  ['fang', /仿宋|fangsong|simfang|^fs_?gb/i],
  ['kai', /楷体|楷_|kaiti|simkai/i],
  ['hei', /黑体|heiti|simhei/i],
  ['song', /宋体|songti|simsun/i],
];

const cache = new Map<string, Fonts>();

/** The shipped fonts, each replaced by the office's own where `fontsDir` holds one. Read once per process and folder. */
export function loadFonts(fontsDir?: string): Fonts {
  const key = fontsDir ?? '';
  const known = cache.get(key);
  if (known) return known;
  const fonts = openFonts(fontsDir);
  cache.set(key, fonts);
  return fonts;
}

function openFonts(fontsDir: string | undefined): Fonts {
  const files = shipped();
  const own = fontsDir === undefined ? {} : officeFonts(fontsDir);
  const faces = new Map<string, FontFace>();
  const face = (file: string): FontFace => {
    const open = faces.get(file) ?? readFontFile(file);
    faces.set(file, open);
    return open;
  };
  const chain = (role: Role): string[] => {
    const files = [own[role], shipped()[role], shipped().song].filter((file) => file !== undefined);
    return role === 'latin' ? files.slice(0, 1) : [...new Set(files)];
  };
  const chains = Object.fromEntries(Object.keys(files).map((role) => [role, chain(role as Role)])) as Record<
    Role,
    string[]
  >;
  const widths = new Map<string, number>();
  return {
    families: Object.fromEntries(
      Object.entries(chains).map(([role, files]) => [role, files.map((file) => typesetName(face(file).family))]),
    ) as Record<Role, string[]>,
    directories: [...new Set([...Object.values(files), ...Object.values(own)].map((file) => dirname(file)))],
    advance(char, role) {
      const key = role + char;
      let width = widths.get(key);
      if (width === undefined) {
        width = firstWidth(
          chains[hasOwnLatin(role) || !isLatin(char) ? role : 'latin'].map(face),
          char.codePointAt(0)!,
        );
        widths.set(key, width);
      }
      return width;
    },
  };
}

const firstWidth = (faces: FontFace[], codePoint: number): number =>
  faces.map((face) => face.advance(codePoint)).find((width) => width > 0) ?? 0;

/** What is set in the Latin face beside 仿宋 and 楷体; 黑体 and 小标宋 bring their own. Every other character takes the Chinese one, quotation marks and dashes too. */
export const LATIN = ' -~À-ɏ';
const latin = new RegExp(`[${LATIN}]`);
const isLatin = (char: string): boolean => latin.test(char);
const hasOwnLatin = (role: Role): boolean => role !== 'fang' && role !== 'kai';

/** The typesetter takes the weight out of a family's name. */
const typesetName = (family: string): string => family.replace(/ (?:Black|Bold|Regular)$/, '');

function officeFonts(folder: string): Partial<Record<Role, string>> {
  const found: Partial<Record<Role, string>> = {};
  for (const name of readdirSync(folder).sort()) {
    if (!/^\.(ttf|otf|ttc)$/i.test(extname(name))) continue;
    const role = OFFICE_FONTS.find(([, pattern]) => pattern.test(basename(name)))?.[0];
    if (role && found[role] === undefined) found[role] = join(folder, name);
  }
  return found;
}

function readFontFile(file: string): FontFace {
  const handle = openSync(file, 'r');
  try {
    const { size } = fstatSync(handle);
    return readFont((offset, length) => {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
      readSync(handle, bytes, 0, bytes.length, offset);
      return bytes;
    });
  } finally {
    closeSync(handle);
  }
}

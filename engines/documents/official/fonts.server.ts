import { closeSync, existsSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { defineFaults } from '@quantu/base';

import { readFont, type FontFace } from './sfnt.ts';

const typesetFault = defineFaults({
  'typeset.no-fonts-folder': { status: 422, text: '字体目录“{folder}”不存在，请检查路径' },
});

/** The type faces an official document is set in: 仿宋, 楷体, 黑体, 小标宋, 宋体, and the Latin letters beside them. */
export type Role = 'fang' | 'kai' | 'hei' | 'title' | 'song' | 'latin';

export interface Fonts {
  /** Family names in the order they are tried, by role; all but the Latin one end with the fallback for rare characters. */
  families: Record<Role, string[]>;
  /** What of an office's folder could not be used, in Chinese for the person. */
  notes: string[];
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
  const notes: string[] = [];
  const fonts = openFonts(fontsDir === undefined ? {} : officeFonts(fontsDir, notes), notes);
  cache.set(key, fonts);
  return fonts;
}

interface FontFile {
  path: string;
  face: FontFace;
}

function openFonts(own: Partial<Record<Role, FontFile>>, notes: string[]): Fonts {
  const paths = shipped();
  const ours = byRole((role) => fontFile(paths[role]));
  const chains = byRole((role) => {
    const chain = [own[role], ours[role], ...(role === 'latin' ? [] : [ours.song])].filter(
      (file) => file !== undefined,
    );
    return [...new Set(chain)];
  });
  const widths = new Map<string, number>();
  return {
    notes,
    families: byRole((role) => chains[role].map(({ face }) => typesetName(face.family))),
    directories: [...new Set([...Object.values(ours), ...Object.values(own)].map(({ path }) => dirname(path)))],
    advance(char, role) {
      const key = role + char;
      let width = widths.get(key);
      if (width === undefined) {
        const chain = chains[hasOwnLatin(role) || !isLatin(char) ? role : 'latin'];
        width = firstWidth(chain, char.codePointAt(0)!);
        widths.set(key, width);
      }
      return width;
    },
  };
}

const byRole = <T>(make: (role: Role) => T): Record<Role, T> => ({
  fang: make('fang'),
  kai: make('kai'),
  hei: make('hei'),
  title: make('title'),
  song: make('song'),
  latin: make('latin'),
});

const firstWidth = (files: FontFile[], codePoint: number): number =>
  files.map(({ face }) => face.advance(codePoint)).find((width) => width > 0) ?? 0;

/**
 * What is set in the Latin face beside 仿宋 and 楷体; 黑体 and 小标宋 bring their own. Every other character takes the
 * Chinese face, quotation marks and dashes too.
 */
export const LATIN = ' -~À-ɏ';
const latin = new RegExp(`[${LATIN}]`);
const isLatin = (char: string): boolean => latin.test(char);
const hasOwnLatin = (role: Role): boolean => role !== 'fang' && role !== 'kai';

/** The typesetter takes the weight out of a family's name. */
const typesetName = (family: string): string => family.replace(/ (?:Black|Bold|Regular)$/, '');

/** The office's fonts by what their files are called; what cannot be read is told and left out. */
function officeFonts(folder: string, notes: string[]): Partial<Record<Role, FontFile>> {
  if (!existsSync(folder)) throw typesetFault('typeset.no-fonts-folder', { folder });
  const found: Partial<Record<Role, FontFile>> = {};
  for (const name of readdirSync(folder).sort()) {
    const role = OFFICE_FONTS.find(([, pattern]) => pattern.test(name))?.[0];
    if (role === undefined || found[role] !== undefined || !/^\.(?:ttf|otf|ttc)$/i.test(extname(name))) continue;
    try {
      found[role] = fontFile(join(folder, name));
    } catch (error) {
      notes.push(`字体文件 ${name} 不能读取（${error instanceof Error ? error.message : '格式不明'}），改用自带字体`);
    }
  }
  return found;
}

const fontFile = (path: string): FontFile => ({ path, face: readFontFile(path) });

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

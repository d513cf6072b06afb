const NUMBER = String.raw`\d+(?:\.\d+)?`;
const ANGLE = new RegExp(
  String.raw`^([EWNS东西南北]\D{0,3})?\s*([-−]?)(${NUMBER})\s*(?:[°º度:d\s-]\s*(${NUMBER})\s*(?:['′’分:m\s-]\s*(?:(${NUMBER})\s*(?:["″”秒s]|''|′′)?)?)?)?\s*([EWNS东西南北])?$`,
  'i',
);

/** Degrees from `118.9`, `118°53′24.5″`, `118度53分24秒`, `E118 53 24.5`, `118-53-24`; null for anything else. */
export function readAngle(text: string): number | null {
  const match = ANGLE.exec(text.normalize('NFKC').trim());
  if (!match) return null;
  const [, before = '', sign = '', degrees = '', minutes = '0', seconds = '0', after = ''] = match;
  // Programs that round the last part write 59.99996″ as 60.0000″.
  if (Number(minutes) > 60 || Number(seconds) > 60) return null;
  const value = Number(degrees) + Number(minutes) / 60 + Number(seconds) / 3600;
  const isNegative = sign !== '' || /[WS西南]/i.test(before + after);
  return isNegative ? -value : value;
}

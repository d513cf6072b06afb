/** 坡度级别 of the land survey (TD/T 1055): from how many degrees on. */
const FROM_DEGREES: Readonly<Record<string, number>> = { '1': 0, '2': 2, '3': 6, '4': 15, '5': 25 };

/** Whether all ground of a class is steeper than that; a class that is none says nothing. */
export const isSteep = (level: string | null, degrees: number): boolean =>
  level !== null && (FROM_DEGREES[level.trim()] ?? -1) >= degrees;

/** As much of a parcel may be steeper than asked for. */
export const STEEP_SHARE = 0.1;

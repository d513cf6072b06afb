import type { ConflictKind } from '@quantu/plans';

/** What a kind of conflict is called and drawn in. Beside the colour its code always stands. */
export const KINDS: Readonly<Record<ConflictKind, { readonly label: string; readonly colour: string }>> = {
  C1: { label: '建设占永久基本农田', colour: '#c7000b' },
  C2: { label: '建设占生态保护红线', colour: '#8e1b6b' },
  C3: { label: '集中建设在城镇开发边界外', colour: '#e07000' },
  C4: { label: '城规建设、土规非建设', colour: '#b8860b' },
  C5: { label: '土规建设、城规非建设', colour: '#6b8e23' },
  C6: { label: '建设占林地', colour: '#1b7f3b' },
  C7: { label: '用途不一致', colour: '#0b5c9b' },
  C8: { label: '控制指标不一致', colour: '#5b4bb7' },
  C9: { label: '规划空白', colour: '#5f6b73' },
  C10: { label: '图层自身重叠', colour: '#111111' },
  C11: { label: '海岸线空隙或重叠', colour: '#008b9b' },
  C12: { label: '安全控制区内有敏感用途', colour: '#e6007e' },
};

export const kindLabel = (kind: ConflictKind): string => `${kind} ${KINDS[kind].label}`;

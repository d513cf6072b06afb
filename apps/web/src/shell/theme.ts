import type { ThemeConfig } from 'antd';

/** 港湾青: the one working colour. */
export const HARBOUR = '#0b5c6b';
export const INK = '#1f2329';

export const SANS =
  '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC","Hiragino Sans GB","Noto Sans SC Variable",system-ui,sans-serif';

/** Body size in px: 14 on desktops, 16 on phones, 24 (18 pt) in elder mode. */
export type BodySize = 14 | 16 | 24;

export function themeOf(size: BodySize): ThemeConfig {
  const control = { 14: 32, 16: 44, 24: 52 }[size];
  return {
    token: {
      colorPrimary: HARBOUR,
      colorInfo: HARBOUR,
      colorLink: HARBOUR,
      colorText: INK,
      colorTextSecondary: '#51585f',
      colorTextTertiary: '#626a72',
      colorTextDescription: '#51585f',
      colorTextPlaceholder: '#6b737a',
      colorError: '#b8000a',
      colorWarning: '#8f5600',
      colorSuccess: '#1d6b3a',
      // What is derived from so dark a green is grey, and a link on it cannot be read.
      colorSuccessBg: '#eef7f0',
      colorSuccessBorder: '#b5d3bf',
      colorInfoBg: '#eef6f7',
      colorInfoBorder: '#b3d0d5',
      colorBorder: '#c9cfd3',
      colorBorderSecondary: '#e3e6e8',
      colorBgLayout: '#f5f6f6',
      fontFamily: SANS,
      fontSize: size,
      controlHeight: control,
      borderRadius: 4,
      // Nothing moves without a reason.
      motion: false,
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
      Table: { headerBg: '#eef1f2', cellPaddingBlock: 7, cellPaddingInline: 10, headerSplitColor: '#dde1e3' },
      Menu: { itemSelectedBg: '#e0edef', itemHeight: control + 6, itemBorderRadius: 4 },
      Tabs: { horizontalItemPadding: '8px 0', horizontalItemGutter: 18 },
      // The words on a switch that is off are white on this.
      Switch: { colorTextQuaternary: '#6b737a', colorTextTertiary: '#51585f' },
      Form: { itemMarginBottom: 16 },
      Layout: { headerBg: '#ffffff', siderBg: '#ffffff' },
    },
  };
}

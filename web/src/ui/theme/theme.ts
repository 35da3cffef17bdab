import { theme as antTheme, type ThemeConfig } from 'antd'
import { readStored, writeStored } from '@/lib/storage'

export type Mode = 'light' | 'dark'

/** Pale surfaces by name: antd would take them from the colours themselves, of which ours are too dark to make pale ones. */
const pale: Record<Mode, ThemeConfig['token']> = {
  light: {
    colorPrimaryBg: '#e3f0ef', colorPrimaryBgHover: '#d2e6e4', colorPrimaryBorder: '#a5cfcb', colorPrimaryBorderHover: '#6fb1ab', controlItemBgActive: '#e3f0ef', controlItemBgActiveHover: '#d2e6e4',
    colorInfoBg: '#e3f0ef', colorInfoBgHover: '#d2e6e4', colorInfoBorder: '#a5cfcb',
    colorSuccessBg: '#e5f3ea', colorSuccessBgHover: '#d3e9dc', colorSuccessBorder: '#a9d3b9',
    colorWarningBg: '#fdf3e3', colorWarningBgHover: '#f9e6c8', colorWarningBorder: '#e6c48f',
    colorErrorBg: '#fcecea', colorErrorBgHover: '#f8dcd9', colorErrorBgFilledHover: '#f8dcd9', colorErrorBgActive: '#f3c9c5', colorErrorBorder: '#eab4af',
  },
  dark: {
    colorPrimaryBg: '#16312f', colorPrimaryBgHover: '#1c403d', colorPrimaryBorder: '#2a5d58', colorPrimaryBorderHover: '#34736d', controlItemBgActive: '#16312f', controlItemBgActiveHover: '#1c403d',
    colorInfoBg: '#16312f', colorInfoBgHover: '#1c403d', colorInfoBorder: '#2a5d58',
    colorSuccessBg: '#173022', colorSuccessBgHover: '#1e3e2c', colorSuccessBorder: '#2f5f43',
    colorWarningBg: '#33270f', colorWarningBgHover: '#423314', colorWarningBorder: '#6b5222',
    colorErrorBg: '#3a1e1c', colorErrorBgHover: '#4a2623', colorErrorBgFilledHover: '#4a2623', colorErrorBgActive: '#5a2e2b', colorErrorBorder: '#713b37',
  },
}

export const accent: Record<Mode, string> = { light: '#0f6b66', dark: '#3dbdb2' }

/** Chart colours in a fixed order, told apart in grey as well by their lightness. */
export const chartColors: Record<Mode, string[]> = {
  light: ['#0f6b66', '#c2730c', '#4a6fa5', '#8a4f7d', '#6b7f2a', '#a33b3b', '#3d8fb0', '#7a6a58'],
  dark: ['#3dbdb2', '#e0a04a', '#86a8d8', '#c48ab8', '#a9bd62', '#e08585', '#75bfdc', '#b8a894'],
}

/** `still` for who asked their system for less motion: what opens is there at once. */
export function themeConfig(mode: Mode, still: boolean): ThemeConfig {
  const dark = mode === 'dark'
  return {
    algorithm: dark ? antTheme.darkAlgorithm : antTheme.defaultAlgorithm,
    cssVar: { key: 'zx' },
    hashed: false,
    token: {
      ...pale[mode],
      colorPrimary: accent[mode],
      colorInfo: accent[mode],
      colorLink: accent[mode],
      colorSuccess: dark ? '#4cae72' : '#187a43',
      colorWarning: dark ? '#d9963a' : '#a85a08',
      colorError: dark ? '#f07f78' : '#b3261e',
      colorBgLayout: dark ? '#121516' : '#f5f6f6',
      colorBgContainer: dark ? '#191d1e' : '#ffffff',
      colorBgElevated: dark ? '#202526' : '#ffffff',
      colorBorder: dark ? '#596265' : '#c3cacb',
      colorBorderSecondary: dark ? '#2c3335' : '#e6e9e9',
      colorText: dark ? '#e4e8e8' : '#1c2324',
      colorTextSecondary: dark ? '#a9b2b3' : '#566062',
      colorTextTertiary: dark ? '#97a1a3' : '#646e70',
      colorTextDescription: dark ? '#a9b2b3' : '#566062',
      colorTextPlaceholder: dark ? '#8f999b' : '#5f696b',
      colorTextLightSolid: dark ? '#0b1413' : '#ffffff',
      borderRadius: 6,
      fontSize: 14,
      controlHeight: 32,
      wireframe: false,
      motion: !still,
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.16s',
      fontFamily: '"PingFang SC","HarmonyOS Sans SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",system-ui,sans-serif',
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
      Tabs: { horizontalItemPadding: '8px 0', horizontalMargin: '0' },
      Tooltip: { colorTextLightSolid: '#ffffff', colorBgSpotlight: dark ? '#3a4244' : '#2a3234' },
      Drawer: { paddingLG: 16 },
    },
  }
}

export function storedMode(): Mode {
  const stored = readStored<Mode | null>('theme', null)
  if (stored === 'light' || stored === 'dark') return stored
  return typeof matchMedia === 'function' && matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

export function applyMode(mode: Mode, keep = false): void {
  document.documentElement.dataset.theme = mode
  if (keep) writeStored('theme', mode)
}

import { createContext, useContext } from 'react'
import type { Mode } from './theme'

export const AppearanceContext = createContext<{ mode: Mode; toggle: () => void }>({ mode: 'light', toggle: () => {} })
export const useAppearance = () => useContext(AppearanceContext)

import {
  AppstoreOutlined, AuditOutlined, LayoutOutlined, MenuOutlined, InboxOutlined, BankOutlined, BarChartOutlined, BellOutlined, CalculatorOutlined, CalendarOutlined, CheckSquareOutlined, ContactsOutlined,
  DatabaseOutlined, FileDoneOutlined, FileTextOutlined, FolderOutlined, FormOutlined, HomeOutlined, IdcardOutlined, LockOutlined, PhoneOutlined, ShopOutlined,
  SettingOutlined, SolutionOutlined, TeamOutlined, TransactionOutlined, UserOutlined, WalletOutlined, SendOutlined, ApartmentOutlined, TagsOutlined,
} from '@ant-design/icons'
import type { ComponentType } from 'react'

const icons: Record<string, ComponentType> = {
  home: HomeOutlined, lead: ContactsOutlined, leads: ContactsOutlined, party: IdcardOutlined, parties: IdcardOutlined, customer: IdcardOutlined, application: FormOutlined,
  applications: FormOutlined, inbox: CheckSquareOutlined, task: CheckSquareOutlined, approval: CheckSquareOutlined, decision: SolutionOutlined, contract: FileDoneOutlined, document: FileTextOutlined,
  disbursement: SendOutlined, loan: BankOutlined, loans: BankOutlined, installment: CalendarOutlined, repayment: TransactionOutlined, collection: PhoneOutlined, collections: PhoneOutlined,
  collection_case: PhoneOutlined, contact: PhoneOutlined, promise: BellOutlined, product: ShopOutlined, products: ShopOutlined, channel: TagsOutlined, portfolio: BarChartOutlined, chart: BarChartOutlined,
  report: BarChartOutlined, quote: CalculatorOutlined, calculator: CalculatorOutlined, user: UserOutlined, users: UserOutlined, role: LockOutlined, roles: LockOutlined, department: ApartmentOutlined,
  departments: ApartmentOutlined, field: DatabaseOutlined, fields: DatabaseOutlined, audit: AuditOutlined, day_end: CalendarOutlined, 'day-end': CalendarOutlined, finance: WalletOutlined, consent: FileDoneOutlined,
  admin: SettingOutlined, team: TeamOutlined, folder: FolderOutlined, pages: LayoutOutlined, page: LayoutOutlined, menu: MenuOutlined, packages: InboxOutlined,
}

/** Names an entry of the menu may choose from. */
export const MENU_ICONS = ['home', 'lead', 'party', 'application', 'inbox', 'contract', 'document', 'disbursement', 'loan', 'installment', 'repayment', 'collection', 'promise', 'product', 'channel', 'portfolio', 'calculator', 'user', 'role', 'department', 'field', 'pages', 'menu', 'packages', 'audit', 'finance', 'admin', 'team', 'folder']

export function MenuIcon({ name }: { name?: string }) {
  const Icon = (name && icons[name]) || AppstoreOutlined
  return <Icon />
}

import {
  AppstoreOutlined, AuditOutlined, LayoutOutlined, MenuOutlined, InboxOutlined, BankOutlined, BarChartOutlined, BellOutlined, CalculatorOutlined, CalendarOutlined, CheckSquareOutlined, ContactsOutlined,
  DatabaseOutlined, FileDoneOutlined, FileTextOutlined, FolderOutlined, FormOutlined, HomeOutlined, IdcardOutlined, LockOutlined, PhoneOutlined, ShopOutlined,
  SettingOutlined, SolutionOutlined, TeamOutlined, TransactionOutlined, UserOutlined, WalletOutlined, SendOutlined, ApartmentOutlined, TagsOutlined,
  CarOutlined, DashboardOutlined, EyeOutlined, GoldOutlined, KeyOutlined, PrinterOutlined, QrcodeOutlined, SafetyOutlined, StarOutlined, ToolOutlined,
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
  car: CarOutlined, gauge: DashboardOutlined, gold: GoldOutlined, tool: ToolOutlined, safety: SafetyOutlined, star: StarOutlined, print: PrinterOutlined, qr: QrcodeOutlined, key: KeyOutlined, eye: EyeOutlined,
}

export function MenuIcon({ name }: { name?: string }) {
  const Icon = (name && icons[name]) || AppstoreOutlined
  return <Icon />
}

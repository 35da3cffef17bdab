import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { meQuery, queryClient } from '@/api/queries'
import { ActionDialog } from '@/kernel/actions/ActionDialog'
import { useCatalog, useMe } from '@/kernel/catalog'

/** Until there is a security administrator and an auditor, the first administrator is asked to name them. */
export function NameAdministrators() {
  const { t } = useTranslation()
  const me = useMe()
  const { actions } = useCatalog()
  const [naming, setNaming] = useState('')
  const action = actions.find((one) => one.name === 'user.name_administrator')
  if (!action || me.missing_administrators.length === 0) return null
  return (
    <div className="note warn row row-wrap" role="status" style={{ margin: '8px 24px 0' }}>
      <span className="grow">{t('account.nameOthers')}</span>
      {me.missing_administrators.map((key) => <Button key={key} size="small" onClick={() => setNaming(key)}>{t(`account.name_${key}`)}</Button>)}
      {naming && (
        <ActionDialog action={action} fixed={{ role_key: naming }} onClose={() => setNaming('')}
          onDone={() => void queryClient.invalidateQueries({ queryKey: meQuery.queryKey })} />
      )}
    </div>
  )
}

import { Modal } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, get, whenStepUp } from '@/api/client'
import { problemWords } from '@/ui/notify'
import { Bones } from '@/ui/states'
import { Proof, type Given } from './Proof'
import './login.css'

/** Asks once more who one is, when a call needs it; then the call is repeated. */
export default function StepUp() {
  const { t } = useTranslation()
  const [waiting, setWaiting] = useState<Array<(proved: boolean) => void>>([])
  const [fault, setFault] = useState('')
  const open = waiting.length > 0
  const { data } = useQuery({ queryKey: ['account', 'proof'], queryFn: () => get<{ kinds: string[] }>('/auth/proof'), enabled: open, staleTime: 0 })
  useEffect(() => {
    whenStepUp(() => new Promise((resolve) => setWaiting((before) => [...before, resolve])))
    return () => whenStepUp(() => Promise.resolve(false))
  }, [])

  const end = (proved: boolean) => {
    waiting.forEach((resolve) => resolve(proved))
    setWaiting([])
    setFault('')
  }
  const prove = async (given: Given) => {
    setFault('')
    try {
      await call<void>('POST', '/auth/verify', { body: given })
      end(true)
    } catch (error) {
      setFault(problemWords(error))
      throw error
    }
  }
  return (
    <Modal open={open} title={t('login.stepUpTitle')} footer={null} width={420} destroyOnHidden mask={{ closable: false }} zIndex={1200} onCancel={() => end(false)}>
      <div className="login-form">
        <p>{t('login.stepUpWhy')}</p>
        {fault && <p className="note bad" role="alert">{fault}</p>}
        {data ? <Proof kinds={data.kinds} submit={t('login.goOn')} onProof={prove} onFault={setFault} /> : <Bones lines={2} />}
      </div>
    </Modal>
  )
}

import { Button } from 'antd'
import { StarFilled, StarOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { runAction } from '@/api/client'
import { followersQuery } from '@/api/notify'
import { queryClient } from '@/api/queries'
import { tellProblem } from '@/ui/notify'
import { useCan } from '../catalog'

/** Hear of what others do with this record, or no longer. */
export function FollowButton({ object, id }: { object: string; id: string }) {
  const { t } = useTranslation()
  const can = useCan()
  const { data } = useQuery({ ...followersQuery(object, id), enabled: can('record.follow') })
  if (!data) return null
  const turn = async () => {
    try {
      await runAction(data.mine ? 'record.unfollow' : 'record.follow', { object, id })
      await queryClient.invalidateQueries({ queryKey: followersQuery(object, id).queryKey })
    } catch (error) {
      tellProblem(error)
    }
  }
  return <Button type="text" icon={data.mine ? <StarFilled /> : <StarOutlined />} aria-pressed={data.mine} title={t('notify.followHelp')} onClick={() => void turn()}>{t(data.mine ? 'notify.following' : 'notify.follow')}{data.count > 0 ? ` ${data.count}` : ''}</Button>
}

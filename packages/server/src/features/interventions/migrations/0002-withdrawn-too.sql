-- What is or was public, for what must stay to be found when an intervention is withdrawn: the effects that were measured of it.
create view interventions.v_intervention_and_withdrawn as
select i.id, i.slug, i.state, i.challenge_id, i.owner_id, i.content->>'title' as title
from interventions.intervention i where i.state <> 'draft';

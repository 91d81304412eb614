"""Phrases about time with what they stand for, as their author thinks; no frozen set.

By the local moment in Amsterdam at which they are said: `text | month-day time`, or `-` for none.
"""

from __future__ import annotations

SAID: dict[str, str] = {
    "2026-03-18 10:00": """
ik leg vanavond nog een kabel bij u neer | 2026-03-18 21:00
vanmiddag een collega aan de deur | 2026-03-18 17:00
we komen vandaag om een meting te doen | 2026-03-18 17:00
vrijdagochtend een belletje van mij | 2026-03-20 12:00
morgen om een | 2026-03-19 13:00
morgen om één, is dat goed? | 2026-03-19 13:00
vrijdag voor 12 uur | 2026-03-20 12:00
vrijdag 12:00 | 2026-03-20 12:00
wo 25 maart | 2026-03-25 17:00
wo 25 maart 17:00 | 2026-03-25 17:00
woensdag de 25e | 2026-03-25 17:00
woensdag | 2026-03-25 17:00
op de 25e | 2026-03-25 17:00
uiterlijk de 25ste | 2026-03-25 17:00
by the 25th | 2026-03-25 17:00
On the 25th of March I'll call. | 2026-03-25 17:00
25/3 | 2026-03-25 17:00
25-3 | 2026-03-25 17:00
25-03-2026 | 2026-03-25 17:00
25.03.2026 om 9.15 | 2026-03-25 09:15
25.3.26 | 2026-03-25 17:00
2026-03-25 | 2026-03-25 17:00
2026-03-25 14:00 | 2026-03-25 14:00
25 mrt | 2026-03-25 17:00
mrt 25 | 2026-03-25 17:00
March 25 | 2026-03-25 17:00
March 25th, 2026 | 2026-03-25 17:00
the 25th of march at 3pm | 2026-03-25 15:00
3 maart | 2027-03-03 17:00
18 maart | 2026-03-18 17:00
1 april | 2026-04-01 17:00
eerste april | 2026-04-01 17:00
april 1st | 2026-04-01 17:00
twenty-first of May | 2026-05-21 17:00
29 februari | 2028-02-29 17:00
30 februari | -
vandaag | 2026-03-18 17:00
vndg | 2026-03-18 17:00
nog vandaag voor 15:00 | 2026-03-18 15:00
vandaag nog, uiterlijk 4 uur | 2026-03-18 16:00
morgen | 2026-03-19 17:00
Mórgen! | 2026-03-19 17:00
MORGEN | 2026-03-19 17:00
morgenochtend | 2026-03-19 12:00
morgenvroeg | 2026-03-19 12:00
morgen vroeg | 2026-03-19 12:00
morgen in de ochtend | 2026-03-19 12:00
morgen in de loop van de ochtend | 2026-03-19 12:00
morgen 's middags | 2026-03-19 17:00
morgen eind van de middag | 2026-03-19 17:00
morgen einde dag | 2026-03-19 17:00
einde van de dag morgen | 2026-03-19 17:00
overmorgen | 2026-03-20 17:00
overmorgenmiddag 2 uur | 2026-03-20 14:00
the day after tomorrow at noon | 2026-03-20 12:00
tomorrow at noon | 2026-03-19 12:00
noon tomorrow | 2026-03-19 12:00
noon | 2026-03-18 12:00
tussen de middag | 2026-03-18 12:00
voor de lunch | 2026-03-18 12:00
before lunch tomorrow | 2026-03-19 12:00
na de lunch | -
vanmiddag | 2026-03-18 17:00
vanmiddag nog | 2026-03-18 17:00
vanmiddag om 3 uur | 2026-03-18 15:00
vanmiddag 15.00 | 2026-03-18 15:00
vanavond | 2026-03-18 21:00
vanavond 8 uur | 2026-03-18 20:00
vanavond om 20:30 | 2026-03-18 20:30
vanavond om half 9 | 2026-03-18 20:30
vanavond voor achten | 2026-03-18 20:00
tegen vijven | 2026-03-18 17:00
tonight | 2026-03-18 21:00
tonight at 8 | 2026-03-18 20:00
8 tonight | 2026-03-18 20:00
8 o'clock tonight | 2026-03-18 20:00
by 8:30 this evening | 2026-03-18 20:30
this morning | 2026-03-18 12:00
vanochtend nog | 2026-03-18 12:00
this afternoon by 4 | 2026-03-18 16:00
end of the afternoon | 2026-03-18 17:00
eind van de ochtend | 2026-03-18 12:00
late afternoon | 2026-03-18 17:00
in de loop van de dag | 2026-03-18 17:00
in de loop van de middag | 2026-03-18 17:00
later vandaag | 2026-03-18 17:00
EOD | 2026-03-18 17:00
COB Friday | 2026-03-20 17:00
friday cob | 2026-03-20 17:00
close of business tomorrow | 2026-03-19 17:00
by the end of the working day | 2026-03-18 17:00
by the end of today | 2026-03-18 17:00
end of day tomorrow | 2026-03-19 17:00
einde werkdag | 2026-03-18 17:00
voor het einde van de dag | 2026-03-18 17:00
aan het eind van de dag | 2026-03-18 17:00
eind van de week | 2026-03-20 17:00
end of this week | 2026-03-20 17:00
by the end of the week | 2026-03-20 17:00
eow | 2026-03-20 17:00
deze week nog | 2026-03-20 17:00
in de loop van deze week | 2026-03-20 17:00
ergens deze week | 2026-03-20 17:00
this week | 2026-03-20 17:00
voor het weekend | 2026-03-20 17:00
nog voor het weekeinde | 2026-03-20 17:00
before the weekend | 2026-03-20 17:00
na het weekend | 2026-03-23 17:00
volgende week | 2026-03-27 17:00
in de loop van volgende week | 2026-03-27 17:00
begin volgende week | 2026-03-24 17:00
eind volgende week | 2026-03-27 17:00
by the end of next week | 2026-03-27 17:00
sometime next week | 2026-03-27 17:00
volgende week dinsdag | 2026-03-24 17:00
volgende week dinsdagochtend | 2026-03-24 12:00
volgende week di 10u | 2026-03-24 10:00
dinsdag volgende week | 2026-03-24 17:00
tuesday next week | 2026-03-24 17:00
Tuesday of next week at 2 | 2026-03-24 14:00
next week Tuesday morning | 2026-03-24 12:00
next week on Thursday by 10am | 2026-03-26 10:00
next monday | 2026-03-23 17:00
volgende vrijdag | -
next friday | -
aanstaande vrijdag | 2026-03-20 17:00
komende maandag | 2026-03-23 17:00
a.s. maandag | 2026-03-23 17:00
maandag a.s. | 2026-03-23 17:00
this friday | 2026-03-20 17:00
vrijdag over een week | 2026-03-27 17:00
morgen over een week | 2026-03-26 17:00
wo | 2026-03-25 17:00
do. 14u | 2026-03-19 14:00
fri 5pm | 2026-03-20 17:00
by thu | 2026-03-19 17:00
vr voor 9u30 | 2026-03-20 09:30
maandagmiddag half drie | 2026-03-23 14:30
vrijdagavond | 2026-03-20 21:00
vrijdag in de avond | 2026-03-20 21:00
Friday evening at 7 | 2026-03-20 19:00
zaterdag | 2026-03-21 17:00
over een uur | 2026-03-18 11:00
over een uurtje | 2026-03-18 11:00
over een kwartier | 2026-03-18 10:15
over drie kwartier | 2026-03-18 10:45
over een half uur | 2026-03-18 10:30
over een halfuurtje | 2026-03-18 10:30
over anderhalf uur | 2026-03-18 11:30
over 1,5 uur | 2026-03-18 11:30
over twee en een half uur | 2026-03-18 12:30
over tweeënhalf uur | 2026-03-18 12:30
over 2 uur en 15 minuten | 2026-03-18 12:15
over 90 minuten | 2026-03-18 11:30
over 2u | 2026-03-18 12:00
binnen het uur | 2026-03-18 11:00
binnen nu en twee uur | 2026-03-18 12:00
binnen 2 uur | 2026-03-18 12:00
in two hours | 2026-03-18 12:00
in half an hour | 2026-03-18 10:30
in an hour and a half | 2026-03-18 11:30
in a quarter of an hour | 2026-03-18 10:15
within the hour | 2026-03-18 11:00
within the next two hours | 2026-03-18 12:00
in the next 3 hours | 2026-03-18 13:00
in about an hour | 2026-03-18 11:00
two hours from now | 2026-03-18 12:00
in 2.5 hours | 2026-03-18 12:30
in 45 mins | 2026-03-18 10:45
binnen 24 uur | 2026-03-19 10:00
within 48 hours | 2026-03-20 10:00
24 uur | 2026-03-19 10:00
binnen 72 uur | 2026-03-21 10:00
over 3 dagen | 2026-03-21 17:00
3 dagen | 2026-03-21 17:00
binnen een week | 2026-03-25 17:00
over twee weken | 2026-04-01 17:00
over een paar dagen | -
een paar uur | -
over een paar uur | -
over enkele weken | -
in a couple of days | -
in a few hours | -
a few days | -
soon | -
asap | -
zo snel mogelijk | -
zo spoedig mogelijk | -
binnenkort | -
straks | -
later | -
de komende dagen | -
in a fortnight | 2026-04-01 17:00
over 14 dagen | 2026-04-01 17:00
in 3 days | 2026-03-21 17:00
within 10 days | 2026-03-28 17:00
in 3 days' time | 2026-03-21 17:00
three days from now | 2026-03-21 17:00
binnen 2 werkdagen | 2026-03-20 17:00
binnen twee tot drie werkdagen | 2026-03-23 17:00
binnen 2 à 3 werkdagen | 2026-03-23 17:00
binnen 2-3 werkdagen | 2026-03-23 17:00
within 3 to 5 business days | 2026-03-25 17:00
within 5 working days | 2026-03-25 17:00
in one working day | 2026-03-19 17:00
over 1 werkdag | 2026-03-19 17:00
10 werkdagen | 2026-04-01 17:00
binnen maximaal 5 werkdagen | 2026-03-25 17:00
next working day | 2026-03-19 17:00
de eerstvolgende werkdag | 2026-03-19 17:00
half elf | 2026-03-18 10:30
half 11 | 2026-03-18 10:30
om half elf | 2026-03-18 10:30
kwart over drie | 2026-03-18 15:15
kwart voor 4 | 2026-03-18 15:45
tien over half drie | 2026-03-18 14:40
vijf voor half vier | 2026-03-18 15:25
10 over 3 | 2026-03-18 15:10
tien voor drie | 2026-03-18 14:50
17u | 2026-03-18 17:00
17u30 | 2026-03-18 17:30
10.30 | 2026-03-18 10:30
10.30 uur | 2026-03-18 10:30
om 9.30 | 2026-03-19 09:30
9 uur | 2026-03-19 09:00
15:00 | 2026-03-18 15:00
15.00 uur | 2026-03-18 15:00
3pm | 2026-03-18 15:00
3 p.m. | 2026-03-18 15:00
3:30 pm | 2026-03-18 15:30
at 3 | 2026-03-18 15:00
by 5 | 2026-03-18 17:00
before 4 | 2026-03-18 16:00
voor 4 | 2026-03-18 16:00
half past two | 2026-03-18 14:30
quarter past three | 2026-03-18 15:15
quarter to five | 2026-03-18 16:45
a quarter to five | 2026-03-18 16:45
ten past three | 2026-03-18 15:10
twenty to four | 2026-03-18 15:40
ten to three tomorrow | 2026-03-19 14:50
three thirty | 2026-03-18 15:30
three o'clock | 2026-03-18 15:00
12 uur | 2026-03-18 12:00
twaalf uur | 2026-03-18 12:00
half één | 2026-03-18 12:30
half 1 | 2026-03-18 12:30
kwart voor 1 | 2026-03-18 12:45
kwart over 12 | 2026-03-18 12:15
1 uur | 2026-03-18 13:00
om zeven uur | 2026-03-19 07:00
om zes uur | 2026-03-18 18:00
tussen 2 en 4 | 2026-03-18 16:00
tussen 14:00 en 16:00 | 2026-03-18 16:00
between 2 and 4pm | 2026-03-18 16:00
morgen tussen 9 en 12 | 2026-03-19 12:00
tomorrow between 9 and 12 | 2026-03-19 12:00
maandag 9-12 uur | 2026-03-23 12:00
vrijdag van 13 tot 15 uur | 2026-03-20 15:00
ik bel maandag of dinsdag | -
vandaag of morgen | -
today or tomorrow | -
maandag of dinsdag, maar uiterlijk woensdag | 2026-03-25 17:00
om 10 of 11 uur | -
niet morgen maar vrijdag | 2026-03-20 17:00
not today but tomorrow | 2026-03-19 17:00
no later than friday | 2026-03-20 17:00
niet later dan vrijdag 12 uur | 2026-03-20 12:00
op zijn laatst vrijdag | 2026-03-20 17:00
at the latest tomorrow 10am | 2026-03-19 10:00
zo snel mogelijk, uiterlijk vrijdag | 2026-03-20 17:00
eind van de maand | 2026-03-31 17:00
einde maand | 2026-03-31 17:00
end of the month | 2026-03-31 17:00
eom | 2026-03-31 17:00
before the end of May | 2026-05-29 17:00
eind april | 2026-04-30 17:00
eind volgende maand | 2026-04-30 17:00
eind van het jaar | 2026-12-31 17:00
week 13 | 2026-03-27 17:00
volgende week vrijdag voor 12 uur | 2026-03-27 12:00
rond 3 uur | 2026-03-18 15:00
tegen 5 uur | 2026-03-18 17:00
Morgen bel ik je om 10 uur. | 2026-03-19 10:00
Ik bel u morgen even terug, om 10 uur. | 2026-03-19 10:00
Tomorrow I'll call you back at 3 about the seats. | 2026-03-19 15:00
Vanavond sturen we u om 8 uur een sms. | 2026-03-18 20:00
Ik bel je woensdag over de banners. | 2026-03-25 17:00
Goedemorgen Jos, ik bel je vrijdag. | 2026-03-20 17:00
Goede morgen, wat vervelend. | -
Good morning! I am sorry to hear that. | -
Good afternoon, we will call you tomorrow. | 2026-03-19 17:00
Fijn weekend! | -
Have a nice weekend. | -
Fijne avond nog! | -
Prettig weekend en tot maandag | -
Tot morgen! | -
Sinds maandag heeft u geen internet. | -
Since Monday you have no internet; we'll fix it by Friday. | 2026-03-20 17:00
Uw bericht van 3 maart hebben we ontvangen. | -
Uw bericht van 3 maart hebben we gezien, u hoort voor vrijdag meer. | 2026-03-20 17:00
Your order of 3 March ships tomorrow. | 2026-03-19 17:00
Afgelopen maandag sprak ik u, vrijdag bel ik weer. | 2026-03-20 17:00
Vorige week ging het mis. | -
3 dagen geleden is het besteld | -
Two hours ago it broke. | -
U kunt ons 24/7 bereiken. | -
We zijn 7 dagen per week bereikbaar. | -
Bestelling 20260325 is onderweg. | -
Order 25-3-1188 is on its way | -
Vlucht KL1234 had 3 uur vertraging. | -
Your flight KL 1009 was delayed by 3 hours. | -
Bel ons op 020 649 0787. | -
Bel 0900-1234 (10 ct per minuut) | -
Het kost € 12,50 per maand. | -
You get 15% off and 3 vouchers of 10 euro. | -
De route is 15.30 km lang. | -
De storing duurde 3 uur. | -
The repair takes 2 hours. | -
Gate 17 sluit vroeg. | -
Het is half vergaan. | -
U staat op nummer 12. | -
Terminal 3 at Schiphol | -
ik wil het met u over de kosten hebben | -
I may call you. | -
You may 3 times. | -
do you want me to call? | -
I do apologise. | -
He sat in the sun all day. | -
Het wordt zo opgelost. | -
We komen er zo op terug. | -
maar wo weet ik meer | 2026-03-25 17:00
Ik ga het ma uitzoeken | 2026-03-23 17:00
Om 4 mail ik u de uitslag | 2026-03-18 16:00
om 3 redenen | -
at 4 locations | -
at 5 euro per month | -
Ik heb voor 2 personen geboekt. | -
Ik heb u gisteren gebeld en probeer het morgen weer. | 2026-03-19 17:00
I'll have an answer for you by close of play on Thursday. | 2026-03-19 17:00
Give me until Friday and I'll sort it. | -
Uw pakket wordt vrijdag tussen 14:00 en 16:00 bezorgd. | 2026-03-20 16:00
De monteur komt morgen tussen 8 en 12 uur langs. | 2026-03-19 12:00
De monteur was maandag niet thuis, hij komt donderdag. | 2026-03-19 17:00
Als u morgen belt, help ik u vrijdag verder. | 2026-03-20 17:00
Uw vlucht vertrekt op 3 december, ik bel u morgen terug. | 2026-03-19 17:00
Your flight leaves on 3 December, I'll email you tomorrow. | 2026-03-19 17:00
Ik stuur het u tmrw | 2026-03-19 17:00
Ik bel je dondedag om 3 uur | 2026-03-19 15:00
I'll call you on Wendesday at 10 | 2026-03-25 10:00
We leveren op 12 febuari | 2027-02-12 17:00
Hi Anna, we'll get this fixed by 4pm today. | 2026-03-18 16:00
I'll get back to you within 2 hours, at the latest by 3pm. | 2026-03-18 12:00
U hoort binnen 5 werkdagen van ons. | 2026-03-25 17:00
Binnen 14 dagen na ontvangst kunt u retourneren. | -
Within 30 days of purchase you can return it. | -
We call you back on Monday the 23rd. | 2026-03-23 17:00
Maandag 23 maart om 9:00 sta ik voor de deur | 2026-03-23 09:00
maandag 25 maart | -
De winkel is elke vrijdag open | -
every Friday we clean up | -
on Mondays we are closed | -
Ik mail het je voor vrijdag 12.00 uur. | 2026-03-20 12:00
in the morning | 2026-03-19 12:00
I'll call you first thing tomorrow | 2026-03-19 12:00
I'll ring you in the afternoon | 2026-03-18 17:00
I'll ring you tomorrow in the evening around 7 | 2026-03-19 19:00
Ik kom er voor donderdag 16 april op terug | 2026-04-16 17:00
Voor 1 april | 2026-04-01 17:00
Uiterlijk 31-3 hebt u uw geld | 2026-03-31 17:00
By 31/03 you will have it. | 2026-03-31 17:00
Uw pakket wordt vrijdag verstuurd. | 2026-03-20 17:00
Your refund will be sent on Friday. | 2026-03-20 17:00
The order was sent on Monday. | -
U heeft maandag gebeld. | -
Ik heb u vandaag gebeld. | -
Ik sprak u maandag, en ik bel u vrijdag. | 2026-03-20 17:00
Thanks for contacting us today. | -
Hoe kan ik u vandaag helpen? | -
De monteur zou maandag komen. | -
Ik heb de monteur voor vrijdag besteld. | 2026-03-20 17:00
Op 17 maart schreef Jos: | -
Openingstijden: ma-vr 9:00-17:00 | -
ma t/m vr 9:00 tot 17:00 | -
Monday to Friday from 9 to 5 | -
over een dag of drie | -
in a week or two | -
over een week of twee | -
in an hour or so | 2026-03-18 11:00
de komende 24 uur | 2026-03-19 10:00
in de komende 2 dagen | 2026-03-20 17:00
de komende week | 2026-03-27 17:00
this coming friday | 2026-03-20 17:00
a week on Monday | 2026-03-30 17:00
a week from today | 2026-03-25 17:00
Monday week | 2026-03-30 17:00
first thing Monday | 2026-03-23 12:00
first thing in the morning | 2026-03-19 12:00
first thing Monday morning | 2026-03-23 12:00
1430 uur | 2026-03-18 14:30
at 0930 hrs tomorrow | 2026-03-19 09:30
voor de middag | 2026-03-18 12:00
mid-afternoon | 2026-03-18 17:00
ik laat het je do weten | 2026-03-19 17:00
I'll do it for you on sat | 2026-03-21 17:00
vrijdg | 2026-03-20 17:00
volgnde week | 2026-03-27 17:00
vanmidadg | 2026-03-18 17:00
vanavnod om 8 uur | 2026-03-18 20:00
tomorow morning | 2026-03-19 12:00
thrusday | 2026-03-19 17:00
frday at 2 | 2026-03-20 14:00
saterday | 2026-03-21 17:00
binnen 3 werkdgaen | 2026-03-23 17:00
over 20 minuetn | 2026-03-18 10:20
woesndag | 2026-03-25 17:00
satruday | 2026-03-21 17:00
Over 5 minuten ben ik terug. | 2026-03-18 10:05
Ik kijk er vanmiddag naar en bel je voor 16.30 uur. | 2026-03-18 16:30
Het geld staat binnen 3 tot 5 werkdagen op uw rekening. | 2026-03-25 17:00
We zullen de storing voor 18:00 hebben opgelost. | 2026-03-18 18:00
The outage will be fixed by six. | 2026-03-18 18:00
You'll have it at 6pm today. | 2026-03-18 18:00
U krijgt het uiterlijk eind deze week. | 2026-03-20 17:00
Ik mail u vandaag voor het eind van de middag. | 2026-03-18 17:00
I'll check with my colleague and call you back before 2. | 2026-03-18 14:00
Your bag should arrive on the 8 pm flight tomorrow | 2026-03-19 20:00
I'm on it, expect news by tomorrow lunchtime. | 2026-03-19 12:00
I'll have it sorted by close of business. | 2026-03-18 17:00
We call you in the next 10 minutes | 2026-03-18 10:10
Ik kom er uiterlijk aan het eind van volgende week op terug | 2026-03-27 17:00
Uw ordernummer is 12-03-4455 | -
Klantnr 2503 | -
Vlucht HV 6134 van 10.30 uur is vol. | -
Case 4 of 5 | -
Bel 088 - 123 45 67 | -
Ref. 2026/03 | -
You pay 3.50 per minute | -
Maat 38-40 is op | -
Stap 2/3 is klaar | -
Het kost 12.30 euro | -
Kamer 12 op 3 hoog | -
version 2.5 | -
5G | -
Boeing 737-800 | -
Zone 2, rij 14 | -
Ik begrijp het helemaal | -
Row 12 seat 3 | -
We zijn van 9.00 tot 17.00 uur geopend | -
We are open until 5pm | -
The call took 20 minutes. | -
I waited for two hours. | -
Na 3 dagen nog niets | -
Er wonen 12 mensen op nummer 10 | -
Ik ben het met u eens | -
Please send us a DM, thanks. 2/2 | -
We are looking into this for you 1/2 | -
Dat zoeken we uit 1/3 | -
We leveren op 1/3 | 2027-03-01 17:00
We deliver it 25/3. | 2026-03-25 17:00
Sorry for the long wait today. | -
U moet uw claim binnen 24 uur melden. | -
You must report it within 7 days. | -
Saturday open 10:00-14:00 | -
De monteur komt vrijdag 10:00-14:00. | 2026-03-20 14:00
vrijdag 9.00-12.00 | 2026-03-20 12:00
""",
    "2026-03-20 17:30": """
vandaag | 2026-03-20 23:59
today | 2026-03-20 23:59
vanmiddag | -
this evening | 2026-03-20 21:00
eind van de week | 2026-03-27 17:00
this week | 2026-03-27 17:00
before the weekend | 2026-03-27 17:00
vrijdag | 2026-03-27 17:00
eod | 2026-03-20 23:59
over een uur | 2026-03-20 18:30
voor 12 uur | 2026-03-21 12:00
maandag | 2026-03-23 17:00
volgende week | 2026-03-27 17:00
at noon | 2026-03-21 12:00
half zes | 2026-03-21 17:30
""",
    "2026-03-28 10:00": """
24 uur | 2026-03-29 11:00
binnen 24 uur | 2026-03-29 11:00
binnen 48 uur | 2026-03-30 11:00
over 16,5 uur | 2026-03-29 03:30
morgen 2:30 | 2026-03-29 14:30
morgen 02:30 | 2026-03-29 03:30
""",
    "2026-10-24 10:00": """
binnen 24 uur | 2026-10-25 09:00
morgen 10 uur | 2026-10-25 10:00
""",
    "2026-12-30 10:00": """
volgende week | 2027-01-08 17:00
1 januari | 2027-01-01 17:00
vrijdag | 2027-01-01 17:00
binnen 2 werkdagen | 2027-01-04 17:00
end of the month | 2026-12-31 17:00
week 53 | 2027-01-01 17:00
week 1 | 2027-01-08 17:00
volgende week maandag | 2027-01-04 17:00
""",
    "2028-02-28 10:00": """
morgen | 2028-02-29 17:00
29 februari | 2028-02-29 17:00
over 2 dagen | 2028-03-01 17:00
end of the month | 2028-02-29 17:00
""",
    "2026-04-02 10:00": """
binnen 2 werkdagen | 2026-04-07 17:00
binnen 1 werkdag | 2026-04-03 17:00
morgen | 2026-04-03 17:00
""",
}

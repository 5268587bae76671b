m0142-----
r i BC-Landslide 03-13 0745
^BC-Landslide, 1st Ld-Writethru,90<
^Landslide sweeps train off its track near Hallow Bay; 23 hurt<
^Eds: UPDATES number on board.<
^By INES KARO=
^Merra News=
	OSTREY, Merra (MN) _ A landslide swept a passenger train off its track near Hallow Bay early on Wednesday, injuring at least 23 people, the rail operator said.
	The train was carrying 130 passengers from Ostrey to the coast when the slope gave way after two days of rain.
	``The carriage leaned over very slowly, and nobody screamed,'' said Tomas Wren, a teacher who was in the third coach.
	Crews hoped to clear the line by Friday, the operator, Merra Rail, said.
	Inspectors had last checked the slope in April.


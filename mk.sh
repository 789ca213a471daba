. /work/scratch/rf/env.sh
cd /work/scratch/rf
sed 's#act2#rf#g' ../act2/mkpages.py > mkpages.py; sed 's#act2#rf#g' ../act2/dump.py > dump.py; sed 's#act2#rf#g' ../act2/cmp.py > cmp.py; sed 's#act2#rf#g' ../act2/opensamp.py > opensamp.py; sed 's#act2#rf#g' ../act2/setsamp.py > setsamp.py
time nice python mkpages.py web; time nice python mkpages.py news; time nice python dump.py b0
